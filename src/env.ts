import type { Deps } from './deps.ts'
import type { Sight } from './domain/sight.ts'
import type { StatementState } from './domain/statement.ts'
import type { HeldStatement, Snapshot } from './held/snapshot.ts'
import type { Language } from './i18n/index.ts'
import type { PublicStatement } from './storage/public-statements.ts'

/** What every request carries. */
export type AppEnv = {
  Variables: {
    deps: Deps
    requestId: string
    /** In which the request is answered: see http/language.ts. */
    lang: Language
    /** What the page needs of the security policy beyond one without scripts. */
    pagePolicy?: 'live' | 'embed'
    /**
     * What a private address opens: see http/private-round.ts. `statement` while it is private, with its place as slug.
     */
    round?: { slug: string; state: StatementState; place: string; statement?: PublicStatement }
    /** On a representative's page about a statement that is not public: where that stands. */
    placeOf?: (slug: string) => string | null
    /**
     * An answer that is the same for everybody, whole; `owner` is what it was made of, where it stays the same until
     * that changes.
     */
    finished?: { body: Uint8Array<ArrayBuffer>; etag: string; owner: HeldStatement | Snapshot | null }
  }
}

/** Who is signed in at the desk, and since when their passkey was last shown. */
export type SignedIn = {
  moderator: {
    id: string
    role: 'moderator' | 'administrator'
    language: Language
    timeZone: string
    /** The statements that they are limited to, as of this request; null: none. */
    sight: Sight
  }
  /** The session's row: SHA-256 of the cookie's token. */
  session: { hash: Uint8Array; verifiedAt: Date }
}

/** What a request carries behind `requireModerator`. */
export type DeskEnv = { Variables: AppEnv['Variables'] & { signedIn: SignedIn } }
