import * as z from 'zod'
import { languages } from '../../domain/language.ts'
import { longestName } from '../../domain/limits.ts'
import { emailLine, named, needed } from '../../organisations/form.ts'

/** Who is invited, as an administrator types it in the browser or on the command line. */
export const inviteForm = z.object({
  name: needed(longestName).pipe(named),
  email: emailLine,
  role: z.enum(['moderator', 'administrator'], 'required'),
  language: z.enum(languages, 'required'),
})

const inviteFields = ['name', 'email', 'role', 'language'] as const
type InviteField = (typeof inviteFields)[number]

const inviteFaults = ['required', 'deceptive', 'invalid'] as const
type InviteFault = (typeof inviteFaults)[number]

/** What was typed, to be shown again, and the first fault of each field. */
export type InviteState = {
  typed: Partial<Record<InviteField, string>>
  faults: Partial<Record<InviteField, InviteFault>>
}

export const emptyInvite: InviteState = { typed: {}, faults: {} }

export function inviteState(
  body: Record<string, unknown>,
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): InviteState {
  const state: InviteState = { typed: {}, faults: {} }
  for (const field of inviteFields) {
    const value = body[field]
    if (typeof value === 'string') state.typed[field] = value.slice(0, 1000)
    const issue = issues.find(({ path }) => path[0] === field)
    if (issue) state.faults[field] = inviteFaults.find(fault => fault === issue.message) ?? 'invalid'
  }
  return state
}
