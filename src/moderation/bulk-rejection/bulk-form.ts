import { createHash } from 'node:crypto'
import { mostAtOnce } from '../../domain/limits.ts'
import { bytesOfUuid, uuidOf } from '../../domain/uuid.ts'
import { isLanguage, type Language, languages } from '../../i18n/index.ts'
import { faultOfText, type TextFault, tidyText } from '../moderator-text.ts'
import { cannedReasonsFor, isCannedReason, type ReasonCode } from '../request/canned-reasons.ts'
import type { TypedBulk } from './bulk-filter.ts'
import type { ShownRequest, TextByLanguage } from './preview-bulk.ts'

export const readReason = (typed: TypedBulk): ReasonCode => {
  const { code = '' } = typed
  return isCannedReason('reject', code) ? code : 'abuse'
}

/** The reason's text in each language: as it was edited, else as the reason has it. */
export function readTexts(typed: TypedBulk, code: ReasonCode, wanted: readonly Language[]): TextByLanguage {
  const texts: TextByLanguage = {}
  for (const language of wanted) {
    const canned = cannedReasonsFor('reject', language).find(reason => reason.code === code)?.text
    texts[language] = tidyText(typed[`words_${language}`] ?? canned ?? '')
  }
  return texts
}

/** The languages that the form had texts in: whoever asked in one of them may have left since. */
export const typedLanguages = (typed: TypedBulk): Language[] =>
  languages.filter(language => typed[`words_${language}`] !== undefined)

export const faultsOfTexts = (texts: TextByLanguage): { language: Language; fault: TextFault }[] =>
  Object.entries(texts).flatMap(([language, text]) => {
    const fault = faultOfText(text)
    return fault && isLanguage(language) ? [{ language, fault }] : []
  })

/** The texts as one value, by which the form says which ones its mails were shown with. */
export const digestOfTexts = (texts: TextByLanguage): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(texts).sort()))
    .digest('hex')

/**
 * Ids and revisions as one field, in letters that a form's encoding leaves alone: a thousand take 26 KB of the 64
 * that a form may have, and the texts in three languages have room beside them.
 */
export const writeShownRequests = (requests: readonly ShownRequest[]): string =>
  requests
    .map(({ id, revision }) => {
      const bytes = Buffer.from(bytesOfUuid(id))
      return `${bytes.toString('base64url')}${revision.toString(36)}`
    })
    .join('.')

/** What {@link writeShownRequests} wrote, without what cannot be read. */
export const readShownRequests = (typed: string): ShownRequest[] =>
  typed.split('.', mostAtOnce).flatMap(part => {
    const [, word = '', revision = ''] = /^([\w-]{22})([1-9a-z][0-9a-z]{0,4})$/.exec(part) ?? []
    if (word === '') return []
    const id = uuidOf(Buffer.from(word, 'base64url'))
    return [{ id, revision: Number.parseInt(revision, 36) }]
  })
