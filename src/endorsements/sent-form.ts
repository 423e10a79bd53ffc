import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import { createLimit } from '../held/slots.ts'
import type { AmendField, Faults, Typed } from '../organisations/form.ts'
import { isAway } from '../storage/pg-errors.ts'
import { findSentForm, insertSentForm } from '../storage/sent-forms.ts'
import { verbTimeLimit, within } from '../storage/time-limit.ts'
import { hashToken } from '../storage/tokens.ts'
import type { RequestField, Typed as RequestTyped } from './ask/request-form.ts'
import type { RevisionField } from './confirm/revision-form.ts'
import type { ContactField } from './contact-person/new-contact-form.ts'
import type { RefusalNotice } from './refusals.ts'

/**
 * What somebody sent by a form, as the page that answers it shows it. Each answer is a redirect to that page: it can
 * be loaded again, left and come back to, and nothing is done twice. `link`: of whose link the form was.
 */
export type SentForm =
  | ({ kind: 'ask'; slug: string } & Request)
  | AskedForm
  /** Fresh links were asked for by an address. */
  | { kind: 'lost'; email: string; fault: 'required' | 'invalid' | null }
  | ({ kind: 'revise'; link: string; outcome: RevisionOutcome } & Revision)
  /** The owner of a proved address stopped a request that was not theirs, and may make their own. */
  | ({ kind: 'own'; link: string; slug: string; email: string } & Request)
  | { kind: 'amend'; link: string; outcome: AmendOutcome; typed: Typed<AmendField>; faults: Faults }
  | { kind: 'propose'; link: string; outcome: ProposeOutcome; typed: Typed; faults: Faults }
  | ({ kind: 'person'; link: string; outcome: PersonOutcome } & Person)
  | ({ kind: 'contact'; link: string; outcome: ContactOutcome } & NewContact)

/** `askId`: whose mail the page waits for; none in what the version before kept. */
export type AskedForm = { kind: 'asked'; slug: string; askId?: string } & Request
type Request = { typed: RequestTyped; faults: Faults<RequestField> }
type Revision = { typed: Typed<RevisionField>; faults: Faults<RevisionField> }
type Person = { typed: Typed<PersonField>; faults: Faults<PersonField> }
type NewContact = { typed: Typed<ContactField | 'email_checked'>; faults: Faults<ContactField> }
/** The representative's own name and role. */
export type PersonField = 'representative' | 'role'
export type PersonOutcome = 'faulty' | 'spent'
/** Why nobody was put forward as the contact person. */
export type ContactOutcome = 'faulty' | 'same' | 'spent' | 'busy'
/** Why details were not taken: of a form that can be sent again, all of them. */
export type RevisionOutcome = 'faulty' | 'changed' | 'spent'
type ProposeOutcome = 'faulty' | 'changed' | 'taken' | 'often' | 'spent'
type AmendOutcome = 'faulty' | Exclude<RefusalNotice, 'same'>

type Kind = SentForm['kind']
type SentOf<K extends Kind> = Extract<SentForm, { kind: K }>

/** What says in a sent form whose link it came by. */
export const linkName = (token: string): string =>
  Buffer.from(hashToken(token) ?? new Uint8Array()).toString('hex')

/** A flood of bad forms waits for nobody: the 25th at once is answered without a page of its own. */
const takeKeepingSlot = createLimit(24, 10_000)

/**
 * Answers a form by a redirect to the page that `pathOf` names by a token. Where what was sent cannot be kept, as it
 * is too large, too much is kept already or the database is away, the page itself is the answer: nothing typed is lost.
 */
export async function answerByPage(
  c: Context<AppEnv>,
  sent: SentForm,
  pathOf: (token: string) => string,
  page: () => Response | Promise<Response>,
): Promise<Response> {
  const token = await keep(c, sent)
  return token === null ? page() : c.redirect(pathOf(token), 303)
}

async function keep(c: Context<AppEnv>, sent: SentForm): Promise<string | null> {
  const { deps } = c.var
  try {
    const { release } = takeKeepingSlot()
    return await within(verbTimeLimit, insertSentForm(deps.db, deps, sent).finally(release))
  } catch (error) {
    if (isAway(error)) return null
    throw error
  }
}

/** What was sent, for the page under this token; null where there is none of these kinds, or no more. */
export async function openSentForm<K extends Kind>(
  c: Context<AppEnv>,
  kinds: readonly K[],
  token: string,
): Promise<SentOf<K> | null> {
  const sent = (await findSentForm(c.var.deps.db, c.var.deps, token)) as SentForm | null
  return sent && (kinds as readonly Kind[]).includes(sent.kind) ? (sent as SentOf<K>) : null
}
