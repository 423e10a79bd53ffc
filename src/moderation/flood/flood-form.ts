import { createHash } from 'node:crypto'
import type { Level } from '../../domain/evidence/reasons.ts'
import { uuidOf } from '../../domain/uuid.ts'
import { isCountryCode, isLanguage, type Language, languages } from '../../i18n/index.ts'
import type { FloodFilter } from '../../storage/flood.ts'
import { isUsual } from '../../storage/keyset.ts'
import { mostAtOnce, type Shown, type Words } from './reject-flood.ts'
import { readFilter } from '../queue/queue.ts'
import { isReason, type ReasonCode, reasonsFor } from '../request/reasons.ts'
import { tidyWords, type WordsFault, wordsFault } from '../moderator-text.ts'

/** What the form sends, in a URL first and in a body then. */
export type Typed = Record<string, string | undefined>

export const levels = ['weak', 'some', 'strong'] as const satisfies readonly Level[]

/** The fields by which a flood is told; they are carried from step to step. */
export const filterFields = [
  'state',
  'q',
  'statement',
  'country',
  'language',
  'level',
  'from',
  'until',
] as const

export function readFloodFilter(typed: Typed): FloodFilter {
  const { q, statement } = readFilter({ q: typed.q, statement: typed.statement })
  const { country = '', language = '' } = typed
  return {
    state: typed.state === 'returned' ? 'returned' : 'confirmed',
    ...{ q, statement },
    country: isCountryCode(country) ? country : null,
    language: isLanguage(language) ? language : null,
    level: levels.find(known => known === typed.level) ?? null,
    from: readMinute(typed.from ?? '', 0),
    // The whole of the minute that was named.
    until: readMinute(typed.until ?? '', 59_999),
  }
}

/** Nothing tells a flood from the queue: everybody would be rejected. */
export const isUnbounded = ({ q, country, language, level, from, until }: FloodFilter): boolean =>
  q === '' && country === null && language === null && level === null && !from && !until

/** A time as a moderator types it, to the minute in UTC, or a day; null for anything else. */
export function readMinute(typed: string, further: number): Date | null {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(typed.trim()) ?? []
  if (day === '') return null
  const iso = `${day}T${time ?? (further === 0 ? '00:00' : '23:59')}`
  const at = new Date(`${iso}:00Z`)
  if (!isUsual(at) || !at.toISOString().startsWith(iso)) return null
  return new Date(at.getTime() + further)
}

export const readReason = (typed: Typed): ReasonCode => {
  const { code = '' } = typed
  return isReason('reject', code) ? code : 'abuse'
}

/** The words in each language: as they were edited, else the reason's own. */
export function readWords(typed: Typed, code: ReasonCode, wanted: readonly Language[]): Words {
  const words: Words = {}
  for (const language of wanted) {
    const canned = reasonsFor('reject', language).find(reason => reason.code === code)?.text
    const edited = typed[`words_${language}`]
    words[language] = tidyWords(edited ?? canned ?? '')
  }
  return words
}

/** The languages that the form had words in: whoever asked in one of them may have left since. */
export const worded = (typed: Typed): Language[] =>
  languages.filter(language => typed[`words_${language}`] !== undefined)

export const faultsOf = (words: Words): { language: Language; fault: WordsFault }[] =>
  Object.entries(words).flatMap(([language, text]) => {
    const fault = wordsFault(text)
    return fault && isLanguage(language) ? [{ language, fault }] : []
  })

/** The words as one value: other ones are shown in their mails before they are sent. */
export const digestOfWords = (words: Words): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(words).sort()))
    .digest('hex')

/**
 * Ids and revisions as one field, in letters that a form's encoding leaves alone: a thousand take 26 KB of the 64
 * that a form may have, and the words in three languages have room beside them.
 */
export const writeShown = (shown: readonly Shown[]): string =>
  shown
    .map(({ id, revision }) => {
      const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
      return `${bytes.toString('base64url')}${revision.toString(36)}`
    })
    .join('.')

/** What {@link writeShown} wrote; what cannot be read is not among it. */
export const readShown = (typed: string): Shown[] =>
  typed.split('.', mostAtOnce).flatMap(part => {
    const [, word = '', revision = ''] = /^([\w-]{22})([1-9a-z][0-9a-z]{0,4})$/.exec(part) ?? []
    if (word === '') return []
    const id = uuidOf(Buffer.from(word, 'base64url'))
    return [{ id, revision: Number.parseInt(revision, 36) }]
  })
