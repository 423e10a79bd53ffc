import type { StatementMoments } from '../../../emails/times.ts'
import type { Language, SignerKind } from '../../i18n/index.ts'

export const title =
  'Human Rights Defenders Call for an End to the Practice of Forcible Expulsion of Released Belarusian Citizens'

const site = 'https://countersign.example'

/** Where the mails of a language lead. */
export const addressesIn = (lang: Language) => ({
  confirmUrl: `${site}/${lang}/confirm/${'k'.repeat(43)}?a=1&b=2`,
  disownUrl: `${site}/${lang}/confirm/${'d'.repeat(43)}#not-us`,
  criteriaUrl: `${site}/${lang}/help/criteria`,
  privateUrl: `${site}/${lang}/endorsement/${'p'.repeat(43)}`,
  oneHourUrl: `${site}/${lang}/endorsement/${'h'.repeat(43)}`,
  statementUrl: `${site}/${lang}/forcible-expulsion`,
  pageUrl: `${site}/${lang}/forcible-expulsion/signatories/1`,
  unsubscribeUrl: `${site}/${lang}/unsubscribe/${'u'.repeat(43)}`,
})

/** What somebody typed, as whom they sign, and of what kind of statement. */
export type Typed = {
  organisation?: string
  reason?: string
  statementTitle?: string
  kind?: SignerKind
  times?: StatementMoments
}

export const reasonOf = ({ reason = 'First line.\n\nThird line.' }: Typed) => reason

export function common(lang: Language, typed: Typed) {
  return {
    lang,
    statementTitle: typed.statementTitle ?? title,
    statementLang: 'en',
    organisation: typed.organisation ?? 'Vilnius Human Rights Forum',
    kind: typed.kind,
    times: typed.times,
  }
}

/** What the mails to a confirmed representative have in common. */
export const known = (lang: Language, typed: Typed) => ({
  ...common(lang, typed),
  privateUrl: addressesIn(lang).privateUrl,
})

/** The same of one whose name is shown to nobody but moderators. */
export const withheld = (lang: Language, typed: Typed) => ({ ...known(lang, typed), withheld: true })
