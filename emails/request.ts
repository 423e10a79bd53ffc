import { type Language, type SignerKind, translator } from '../src/i18n/index.ts'
import type { Block } from './letter.ts'
import type { StatementMoments } from './times.ts'
import { oneLine, unlinkable } from './typed.ts'

/** What every letter about a confirmed request says: to which statement, for whom, and where it stands. */
export type RequestProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  organisation: string
  /** As whom they sign; without it as an organisation. */
  kind?: SignerKind | undefined
  /** Its name is shown to nobody but moderators. */
  withheld?: boolean
  /** Of the statement. */
  times?: StatementMoments | undefined
  /** The representative's private page: absolute, with a token of this mail's own. */
  privateUrl: string
}

/** The statement alone, where nobody may read which organisation it is about. */
export function aboutStatement({
  lang,
  statementTitle,
  statementLang,
}: Pick<RequestProps, 'lang' | 'statementTitle' | 'statementLang'>): Block[] {
  const label = translator(lang)('mail.statement')
  return [{ kind: 'title', label, text: oneLine(statementTitle), lang: statementLang }]
}

/** The statement and the organisation's name, which a stranger may have typed. */
export function aboutRequest(
  { lang, statementTitle, statementLang, organisation, kind }: Omit<RequestProps, 'privateUrl'>,
  label:
    | 'mail.organisation'
    | 'mail.organisation.typed'
    | 'mail.corrected.organisation' = 'mail.organisation',
): Block[] {
  const t = translator(lang, kind)
  return [
    ...aboutStatement({ lang, statementTitle, statementLang }),
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
  { lang, kind, privateUrl }: Pick<RequestProps, 'lang' | 'kind' | 'privateUrl'>,
  standing: keyof typeof notes,
  label: 'mail.private.button' | 'mail.changes.button' | 'mail.reconfirm.button' = 'mail.private.button',
): Block[] {
  const t = translator(lang, kind)
  return [
    { kind: 'button', label: t(label), url: privateUrl, hint: t('mail.link') },
    { kind: 'paragraph', text: t(notes[standing]) },
  ]
}

/** The way to the organisation's page on the list, as the letter's button, and to the private one. */
export function waysToSee(
  props: Pick<RequestProps, 'lang' | 'kind' | 'privateUrl'> & { pageUrl: string },
): Block[] {
  const { lang, kind, pageUrl, privateUrl } = props
  const t = translator(lang, kind)
  return [
    { kind: 'button', label: t('mail.approved.button'), url: pageUrl, hint: t('mail.link') },
    { kind: 'link', label: t('mail.private.link'), url: privateUrl },
    { kind: 'paragraph', text: t('mail.private.noteListed') },
  ]
}

/** What readers see of a signatory: its name on the list, its part of the count, or nothing while a round is private. */
export function standingOf({
  withheld,
  times,
}: Pick<RequestProps, 'withheld' | 'times'>): 'listed' | 'counted' | 'private' {
  if (withheld) return 'counted'
  return times?.isPrivate ? 'private' : 'listed'
}

/** What to do about a mistake once a signatory is on the list, or counted, or has signed in a private round. */
export function ifWrong(props: Pick<RequestProps, 'lang' | 'kind' | 'withheld' | 'times'>): Block[] {
  const isOffList = standingOf(props) !== 'listed'
  const t = translator(props.lang, props.kind)
  return [
    { kind: 'section', title: t('mail.approved.wrong') },
    { kind: 'paragraph', text: t(isOffList ? 'withheld.mail.notUs' : 'mail.approved.notUs') },
  ]
}

/** How the owner of an address stops a request that a stranger may have typed. */
export function ifNotUs({
  lang,
  kind,
  disownUrl,
}: Pick<RequestProps, 'lang' | 'kind'> & { disownUrl: string }): Block[] {
  const t = translator(lang, kind)
  return [
    { kind: 'section', title: t('mail.notUs') },
    { kind: 'paragraph', text: t('mail.confirm.notUs') },
    { kind: 'link', label: t('mail.notUs.stop'), url: disownUrl },
  ]
}
