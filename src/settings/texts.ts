import * as z from 'zod'
import { hasDeceptiveCharacter } from '../domain/text.ts'

export const oneLine = z
  .string('it is not set')
  .min(1, 'it is empty')
  .regex(/^[^\r\n]+$/, { error: 'it must be one line', abort: true })

/** What a page prints. */
export const printedLine = oneLine
  .refine(text => !hasDeceptiveCharacter(text), {
    error: 'it has a control character or one that prints as nothing',
    abort: true,
  })
  .transform(text => text.trim())
  .refine(text => text !== '', 'it is blank')

/** RFC 9116, 2.5.3. */
export const contact = z.string().transform((value, context) => {
  const url = URL.parse(value)
  const isAddress = url?.protocol === 'mailto:' && /^mailto:[^@]+@[^@]+$/.test(url.href)
  if (url && (isAddress || url.protocol === 'https:')) return url.href
  context.addIssue({ code: 'custom', message: 'a mailto: or https: URI is needed' })
  return z.NEVER
})
