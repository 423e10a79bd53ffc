import type { Deps } from '../../deps.ts'
import { languages } from '../../domain/language.ts'
import { longestName } from '../../domain/limits.ts'
import { isId } from '../../domain/uuid.ts'
import { findOpenSealedInvitations, type OpenSealedInvitation } from '../../storage/invitations.ts'
import {
  findModeratorByAddress,
  findStandings,
  namesOfModerators,
  type Standing,
} from '../../storage/moderators.ts'
import type { Sealing } from '../../storage/sealing.ts'
import type { IssueDeps, IssuedInvitation } from '../issue-invitation.ts'
import { inviteForm } from '../team/invite-form.ts'
import { suspend } from '../team/suspend.ts'
import type { TeamError } from '../team/team-rules.ts'
import { inviteFromCommandLine } from './invite-from-command-line.ts'
import { renewFromCommandLine } from './renew-from-command-line.ts'
import { usage } from './usage.ts'

// What the operator's commands do. Each gives what is to be printed, or throws an OperatorError.

/** Why a command did nothing, in words for the operator. */
export class OperatorError extends Error {}

/** What the commands work with; `sealing` where CONTACT_KEY is given. */
type OperatorDeps = IssueDeps & Pick<Deps, 'db'> & { sealing: Sealing | undefined }

type InviteOptions = { name?: string; role?: string; lang?: string; 'passkeys-lost'?: boolean }

/** Makes a link for a person whom only the link names. */
export async function invitePerson(
  deps: OperatorDeps,
  address: string,
  options: InviteOptions,
): Promise<string> {
  const form = inviteForm.partial({ role: true }).safeParse({
    email: address,
    name: options.name,
    role: options.role,
    language: options.lang ?? 'en',
  })
  if (!form.success) throw new OperatorError(faultOf(String(form.error.issues[0]?.path[0])))
  const { name, email, role, language } = form.data
  const invited = await inviteFromCommandLine(deps, { person: { name, email }, role, language })
  return withLink(`Invited: ${name}, ${invited.role}.`, invited)
}

/** Makes a new link for somebody of the team; what they have ends. */
export async function letBackIn(deps: OperatorDeps, who: string): Promise<string> {
  const renewed = await renewFromCommandLine(deps, await idOf(deps, who))
  if (!renewed.ok) throw new OperatorError(explain(renewed.error))
  const { id, role } = renewed.value.moderator
  const headline = {
    again: `A fresh link for ${id}, ${role}. Earlier ones have ended.`,
    recovery: `The passkeys and sessions of ${id}, ${role}, have ended. They join anew with this link.`,
  }[renewed.value.how]
  return withLink(headline, renewed.value)
}

function withLink(headline: string, { url, expiresAt }: IssuedInvitation): string {
  return `${headline}\nThe link works once, until ${inUtc(expiresAt)}. Hand it over by a channel you trust:\n\n${url}`
}

const inUtc = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Everybody of the team, a line each; their names where the key is. */
export async function listTeam({ db, sealing, now }: OperatorDeps): Promise<string> {
  const team = await findStandings(db)
  const unnamed = await findOpenSealedInvitations(db, now())
  if (team.length + unnamed.length === 0) return 'Nobody has been invited yet.'
  const ids = team.map(({ id }) => id)
  const names = sealing && (await namesOfModerators(db, sealing, ids))
  const rows = [
    ...team.map(member => memberRow(member, names?.get(member.id) ?? '')),
    ...unnamed.map(invitationRow),
  ]
  if (!names)
    rows.push('', 'Names are sealed. An administrator sees them in the browser, on the team’s page.')
  return rows.join('\n')
}

function memberRow({ id, role, status, passkeys }: Standing & { passkeys: number }, name: string): string {
  const keys = `${passkeys} ${passkeys === 1 ? 'passkey ' : 'passkeys'}`
  return `${id}  ${role.padEnd(13)}  ${status.padEnd(9)}  ${keys}  ${name}`.trimEnd()
}

const invitationRow = ({ role, expiresAt }: OpenSealedInvitation): string =>
  `${'(from the command line)'.padEnd(36)}  ${role.padEnd(13)}  invited    until ${inUtc(expiresAt)}`

/** Shuts a member out. */
export async function suspendMember(deps: OperatorDeps, who: string): Promise<string> {
  const suspended = await suspend(deps, { by: null, id: await idOf(deps, who) })
  if (!suspended.ok) throw new OperatorError(explain(suspended.error))
  const { id, role } = suspended.value
  return `Suspended: ${id}, ${role}. Their sessions and links have ended.`
}

async function idOf({ db, sealing }: OperatorDeps, who: string): Promise<string> {
  if (isId(who)) return who
  if (!sealing)
    throw new OperatorError(
      'An id is needed, from `list`: addresses are sealed, and CONTACT_KEY is not here.',
    )
  const moderator = await findModeratorByAddress(db, sealing, who)
  if (!moderator) throw new OperatorError('Nobody has this address.')
  return moderator.id
}

const faults: Record<string, string> = {
  name: `--name: the person’s name, at most ${longestName} characters, with letters and without invisible ones`,
  email: 'invite needs an e-mail address, like name@example.org',
  role: '--role: moderator or administrator',
  language: `--lang: one of ${languages.join(', ')}`,
}
const faultOf = (field: string) => faults[field] ?? usage

function explain(error: TeamError): string {
  switch (error.reason) {
    case 'unknown':
      return 'Nobody has this id.'
    case 'last_administrator':
      return 'Refused: this is the last active administrator. Let another one join first.'
    case 'suspended':
      return `Refused: this person is suspended (${error.id}). An administrator can reinstate them on the team’s page.`
    case 'active':
    case 'invited':
    case 'yourself':
    case 'not_administrator':
    case 'administrator':
      throw new Error(`the operator is nobody at the desk: ${error.reason}`)
  }
}
