import * as z from 'zod'

/** PostgreSQL's integer. */
const maxRevision = 2 ** 31 - 1

/** What the form of any decision sends; what cannot be read is as if it were not there. */
export const decisionForm = z.object({
  /** The revision that the page showed; 0 is none. */
  revision: z.coerce.number().int().min(1).max(maxRevision).catch(0),
  step: z.enum(['look', 'edit', 'do']).catch('do'),
  code: z.string().catch(''),
  words: z.string().catch(''),
  /** The proposal that the page showed: src/moderation/shown-stamp.ts. */
  proposal: z.string().catch(''),
  /** The change of the contact that the page showed, in the same way. */
  contactChange: z.string().catch(''),
  /** The text that the mail was shown with. */
  shown: z.string().catch(''),
})
export type DecisionInput = z.output<typeof decisionForm>
