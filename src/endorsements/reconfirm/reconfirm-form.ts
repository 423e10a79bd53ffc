import * as z from 'zod'

const positive = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** What the page showed: the endorsement's revision and the version beside the button. */
export const reconfirmForm = z.object({ revision: positive, version: positive })
