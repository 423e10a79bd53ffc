import { isDottedHost } from '../domain/hosts.ts'
import { longestMailboxName } from '../domain/limits.ts'
import { hasDeceptiveCharacter } from '../domain/text.ts'
import { oneLine } from './texts.ts'

/** A name before an address in angle brackets: RFC 5322, 3.4, as providers take it. */
const withName = /^(?:[^"<>@,;:\\()[\]]+|"[^"\\]+") <([^<>]+)>$/
const address = /^([a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@([a-z0-9.-]+)$/i

/** The address of a {@link sender}. */
export const addressIn = (mailFrom: string): string => withName.exec(mailFrom)?.[1] ?? mailFrom

/** In development a host may be one word, as localhost. */
const isHost = (host: string) => isDottedHost(host) || /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(host)

function isSender(value: string): boolean {
  const [, local = '', host = ''] = address.exec(addressIn(value)) ?? []
  return local.length <= longestMailboxName && isHost(host.toLowerCase())
}

export const sender = oneLine
  .refine(isSender, {
    error: 'an address is needed, like Countersign <mail@countersign.example>',
    abort: true,
  })
  .refine(
    value => !hasDeceptiveCharacter(value),
    'its name has a control character or one that prints as nothing',
  )

/** Whatever takes it, it goes there as a header of HTTP. */
export const apiKey = oneLine.regex(/^[\x21-\x7e]+$/, 'it has a blank or a character that is not ASCII')

/** Of Resend. Another server that speaks its language, at an address of its own, has keys of its own kind. */
export const isKeyOfResend = (value: string): boolean => /^re_\w+$/.test(value)
