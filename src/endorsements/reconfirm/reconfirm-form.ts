import * as z from 'zod'
import { isTag } from '../../domain/language.ts'
import { positiveNumber } from '../../organisations/form.ts'

/** What the page showed: the endorsement's revision, and the version beside the button, in which language. */
export const reconfirmForm = z.object({
  revision: positiveNumber,
  version: positiveNumber,
  text: z.string().refine(isTag).nullable().catch(null),
})
