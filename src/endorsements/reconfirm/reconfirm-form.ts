import * as z from 'zod'
import { positiveNumber } from '../../organisations/form.ts'

/** What the page showed: the endorsement's revision and the version beside the button. */
export const reconfirmForm = z.object({ revision: positiveNumber, version: positiveNumber })
