import type { Deps } from './deps.ts'
import type { Language } from './i18n/index.ts'
import type { Held } from './held/snapshot.ts'

/** What every request carries. */
export type AppEnv = {
  Variables: {
    deps: Deps
    requestId: string
    /** What its page needs of the policy beyond a still one. */
    page?: 'live' | 'embed'
    /** What was answered, where it is the same for everybody until the list changes. */
    finished?: { held: Pick<Held, 'statement'>; body: Uint8Array<ArrayBuffer>; etag: string }
  }
}

/** Who is signed in at the desk, and since when their passkey was last shown. */
export type SignedIn = {
  moderator: { id: string; role: 'moderator' | 'administrator'; language: Language }
  /** The session's row: SHA-256 of the cookie's token. */
  session: { hash: Uint8Array; verifiedAt: Date }
}

/** What a request carries behind `requireModerator`. */
export type DeskEnv = { Variables: AppEnv['Variables'] & { signedIn: SignedIn } }
