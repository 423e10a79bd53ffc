import { likelyAddress } from '../../domain/address-typos.ts'
import { mailProvider } from '../../domain/evidence/mail-providers.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { faultMessage } from '../../organisations/fieldset.tsx'
import { emailLine, faultsIn } from '../../organisations/form.ts'
import { faultInWords, faultOfText, tidyText } from '../moderator-text.ts'

/** The form of another address as it was typed; `checked`: the address that the page has asked about. */
export type TypedAddress = { email: string; checked: string; words: string }
/** What is wrong with each field, in words. */
export type AddressFaults = { email?: string | undefined; words?: string | undefined }

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

export const typedIn = (body: Record<string, unknown>): TypedAddress => ({
  email: textIn(body.email),
  checked: textIn(body.email_checked),
  words: textIn(body.words),
})

/** The address that was probably meant, where nobody has said yet that the typed one is right. */
export const doubtOf = ({ email, checked }: TypedAddress): string | null =>
  email !== checked ? likelyAddress(email.trim()) : null

/**
 * The address and the reason, by the rules of the request form and of a moderator's text. Disposable mail is no one's.
 */
export function readAddress(
  lang: Language,
  typed: TypedAddress,
): { faults: AddressFaults } | { faults: null; email: string; reason: string } {
  const reason = tidyText(typed.words)
  const fault = faultOfText(reason)
  const label = translator(lang)('desk.address.words')
  const words = fault ? faultInWords(lang, label, { text: reason, fault, of: 'desk' }) : undefined
  const read = emailLine.safeParse(typed.email)
  const email = emailFault(lang, typed, read)
  if (email !== undefined || words !== undefined || !read.success) return { faults: { email, words } }
  return { faults: null, email: read.data, reason }
}

function emailFault(
  lang: Language,
  typed: TypedAddress,
  read: ReturnType<typeof emailLine.safeParse>,
): string | undefined {
  const t = translator(lang)
  if (!read.success) {
    const issues = read.error.issues.map(({ message }) => ({ path: ['email'], message }))
    return faultMessage(lang, { typed: { email: typed.email }, faults: faultsIn(['email'], issues) }, 'email')
  }
  const likely = doubtOf(typed)
  if (likely !== null) return t('field.email.doubtful', { likely })
  const host = read.data.slice(read.data.lastIndexOf('@') + 1).toLowerCase()
  return mailProvider(host) === 'disposable' ? t('reach.address.disposable') : undefined
}
