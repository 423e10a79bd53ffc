import type { Draft } from '../../domain/draft.ts'
import type { DraftFault } from '../../domain/draft-check.ts'
import type { Published } from '../../domain/publishing.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, languageName, translator } from '../../i18n/index.ts'
import type { WriterMark } from './writer-mark.ts'

/** What was done before the page opened, by the word that its address carries. */
export const writingSayings = ['saved', 'published', 'proposed', 'declined', 'gone', 'deleted-not'] as const
type WritingSaying = (typeof writingSayings)[number]

/** All that the form of a draft shows. */
export type EditView = {
  signedIn: SignedIn
  mark: WriterMark
  slug: string
  draft: Draft
  /** At which saving writes over what is there. */
  revision: number
  saved: { by: string; at: Date }
  published: Published | null
  /** Whether a proposal to publish it waits. */
  isProposed: boolean
  /** Keys of the founding signatories that are founded, for good. */
  founded: readonly string[]
  faults: readonly DraftFault[]
  /** Whether what is not written yet is said beside its field: when somebody wanted to publish. */
  showsMissing: boolean
  said: WritingSaying | null
  /** What comes back, and what somebody else has saved since it was written. */
  kept: { id: string; theirs: Draft | null } | null
  refusedLanguage: string | null
}

/** What is wrong with a field, in words; undefined where nothing is, or it is only not written yet. */
export function faultIn(
  lang: Language,
  { faults, showsMissing }: EditView,
  field: string,
): string | undefined {
  const fault = faults.find(one => one.field === field)
  return fault && (showsMissing || fault.kind !== 'required') ? faultText(lang, fault) : undefined
}

export const faultText = (lang: Language, { field, kind, size }: DraftFault): string =>
  translator(lang)(field === 'timeZone' ? 'write.fault.zone' : `write.fault.${kind}`, {
    length: size?.length ?? 0,
    most: size?.most ?? 0,
  })

/** What a field of a founding signatory is called. */
function founderLabel(lang: Language, part: string, tag = ''): string {
  const t = translator(lang)
  if (part === 'names') return t('write.founder.nameIn', { language: languageName(lang, tag) })
  if (part === 'country') return t('field.country')
  const known = (['name', 'knownNames', 'knownDomains'] as const).find(one => one === part)
  return t(`write.founder.${known ?? 'name'}`)
}

const textParts = ['title', 'addressees', 'body', 'translator', 'checkedBy'] as const

/** What a field is called where its label does not stand beside it. */
export function fieldLabel(lang: Language, field: string, { founders }: Pick<Draft, 'founders'>): string {
  const t = translator(lang)
  const [group, of = '', part] = field.split('.')
  if (group === 'founder') {
    const number = founders.findIndex(({ key }) => key === of) + 1
    return `${t('write.founder.number', { number })}, ${founderLabel(lang, part ?? '', field.split('.')[3])}`
  }
  if (group === 'source') return t('write.source')
  if (group === 'text') {
    const named = textParts.find(one => one === part)
    const what = named ? t(`write.text.${named}`) : t('write.standing')
    return `${languageName(lang, of)}, ${what}`
  }
  const own = ['opens', 'closes', 'timeZone', 'signers', 'order', 'founders'] as const
  const known = own.find(one => one === field)
  if (known) return t(`write.${known}`)
  return field === 'second' ? t('settings.second') : t('write.main')
}
