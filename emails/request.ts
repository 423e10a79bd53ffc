import { type Language, translator } from '../src/i18n/index.ts'
import type { Block } from './letter.ts'
import { oneLine, unlinkable } from './typed.ts'

/** What every letter about a confirmed request says: to which statement, for whom, and where it stands. */
export type RequestProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  organisation: string
  /** The representative's private page: absolute, with a token of this mail's own. */
  privateUrl: string
}

/** The statement and the organisation's name, which a stranger may have typed. */
export function aboutRequest(
  { lang, statementTitle, statementLang, organisation }: Omit<RequestProps, 'privateUrl'>,
  label: 'mail.organisation' | 'mail.corrected.organisation' = 'mail.organisation',
): Block[] {
  const t = translator(lang)
  return [
    { kind: 'title', label: t('mail.statement'), text: oneLine(statementTitle), lang: statementLang },
    { kind: 'typed', label: t(label), lines: [unlinkable(oneLine(organisation))] },
  ]
}

/** What the private page can still do, and how long there is one: by where the request stands. */
const notes = {
  waiting: 'mail.private.note',
  listed: 'mail.private.noteListed',
  ended: 'mail.private.noteEnded',
} as const

/** The way to the private page, as the letter's button. */
export function privateButton(
  { lang, privateUrl }: Pick<RequestProps, 'lang' | 'privateUrl'>,
  standing: keyof typeof notes,
  label: 'mail.private.button' | 'mail.changes.button' = 'mail.private.button',
): Block[] {
  const t = translator(lang)
  return [
    { kind: 'button', label: t(label), url: privateUrl, hint: t('mail.link') },
    { kind: 'paragraph', text: t(notes[standing]) },
  ]
}
