import { isDay } from './dates.ts'
import {
  composeText,
  type Draft,
  type DraftFounder,
  type DraftText,
  linesOf,
  type Publishable,
  type PublishableFounder,
} from './draft.ts'
import { parseKnown } from './evidence/known-as.ts'
import { canonicalTag } from './language.ts'
import {
  longestAddressees,
  longestName,
  longestStatementText,
  longestTitle,
  mostFounders,
  mostTexts,
} from './limits.ts'
import { isMarkupTame } from './markup-limits.ts'
import { secondModerators } from './second-moderator.ts'
import { err, ok, type Result } from './result.ts'
import { foldName } from './spelling.ts'
import { listOrders, signerKinds, textHash } from './statement.ts'
import { hasDeceptiveCharacter, hasLetterOrDigit, lengthOf, tidyLine } from './text.ts'
import { momentTyped, zoneNamed } from './time-zones.ts'

type DraftFaultKind =
  | 'required'
  | 'too_long'
  | 'deceptive'
  | 'invalid'
  | 'entangled'
  | 'too_many'
  | 'no_authoritative'
  | 'not_later'
  | 'twice'

/** What a draft lacks before it can be published; `field`: the name of the form's field that it stands in. */
export type DraftFault = {
  field: string
  kind: DraftFaultKind
  /** Of what is too long, in characters. */
  size?: { length: number; most: number }
}

type Note = (field: string, kind: DraftFaultKind, size?: DraftFault['size']) => void

/** All that keeps a draft from being published, in the form's order; else what is published. */
export function checkDraft(
  draft: Draft,
  isCountry: (code: string) => boolean,
): Result<Publishable, DraftFault[]> {
  const faults: DraftFault[] = []
  const note: Note = (field, kind, size) => faults.push({ field, kind, ...(size && { size }) })
  const texts = checkTexts(draft, note)
  const source = checkSource(draft, note)
  const founders = checkFounders(draft, note, isCountry)
  const settings = checkSettings(draft, note)
  return faults.length > 0
    ? err(faults)
    : ok({ defaultLanguage: draft.defaultLanguage, ...texts, source, founders, ...settings })
}

/** The name of a text's field, and of a founding signatory's. */
export const textField = (language: string, part: string): string => `text.${language}.${part}`
export const founderField = (key: string, part: string): string => `founder.${key}.${part}`

function checkTexts(draft: Draft, note: Note): Pick<Publishable, 'texts' | 'courtesy'> {
  if (draft.texts.length > mostTexts) note('language', 'too_many')
  for (const text of draft.texts) checkText(text, note)
  const main = draft.texts.find(({ language }) => language === draft.defaultLanguage)
  if (main?.standing !== 'authoritative') note('defaultLanguage', 'no_authoritative')
  const of = (standing: DraftText['standing']) => draft.texts.filter(text => text.standing === standing)
  return {
    texts: of('authoritative').map(publishableText),
    courtesy: of('courtesy').map(text => ({
      ...publishableText(text),
      translator: tidyLine(text.translator),
      checkedBy: tidyLine(text.checkedBy) || null,
    })),
  }
}

function publishableText(text: DraftText) {
  const markdown = composeText(text).normalize('NFC')
  return { language: text.language, title: titleOf(text), markdown, sha256: textHash(markdown) }
}

const titleOf = ({ title }: DraftText): string => title.trim().replace(/\s+/g, ' ').normalize('NFC')

function checkText(text: DraftText, note: Note) {
  const at = (part: string) => textField(text.language, part)
  if (canonicalTag(text.language) !== text.language) note(at('standing'), 'invalid')
  checkLine(text.title, longestTitle, at('title'), note, true)
  const isShort = isWithin(text.addressees, longestAddressees, at('addressees'), note)
  if (isShort && linesOf(text.addressees).some(hasDeceptiveCharacter)) note(at('addressees'), 'deceptive')
  if (text.body.trim() === '') note(at('body'), 'required')
  else if (isWithin(text.body, longestStatementText, at('body'), note) && !isMarkupTame(composeText(text)))
    note(at('body'), 'entangled')
  if (text.standing === 'courtesy') {
    checkLine(text.translator, longestName, at('translator'), note, true)
    checkLine(text.checkedBy, longestName, at('checkedBy'), note, false)
  }
}

function checkLine(typed: string, most: number, field: string, note: Note, isRequired: boolean) {
  if (typed.trim() === '') {
    if (isRequired) note(field, 'required')
    return
  }
  if (!isWithin(typed, most, field, note)) return
  if (hasDeceptiveCharacter(typed.trim())) note(field, 'deceptive')
  else if (!hasLetterOrDigit(typed)) note(field, 'invalid')
}

/** Whether a text has room; notes it where it has not. */
function isWithin(typed: string, most: number, field: string, note: Note): boolean {
  const length = lengthOf(typed)
  if (length > most) note(field, 'too_long', { length, most })
  return length <= most
}

function checkSource({ source }: Draft, note: Note): Publishable['source'] {
  const { name, url, publishedOn } = source
  if ([name, url, publishedOn].every(typed => typed.trim() === '')) return null
  checkLine(name, longestName, 'source.name', note, true)
  if (!isWebAddress(url)) note('source.url', url.trim() === '' ? 'required' : 'invalid')
  if (publishedOn !== '' && !isDay(publishedOn)) note('source.publishedOn', 'invalid')
  return { name: tidyLine(name), url: url.trim(), publishedOn: publishedOn || null }
}

/** Whether it is an address that a source can have: https alone. */
export const isWebAddress = (typed: string): boolean =>
  typed.length <= 500 && /^https:\/\/[^\s\\]+$/.test(typed.trim()) && URL.canParse(typed.trim())

function checkFounders(draft: Draft, note: Note, isCountry: (code: string) => boolean): PublishableFounder[] {
  if (draft.founders.length > mostFounders) note('founders', 'too_many')
  const taken = new Set<string>()
  return draft.founders.map(founder => {
    const at = (part: string) => founderField(founder.key, part)
    checkLine(founder.name, longestName, at('name'), note, true)
    for (const [language, name] of Object.entries(founder.names))
      checkLine(name, longestName, at(`names.${language}`), note, false)
    if (founder.country !== '' && !isCountry(founder.country)) note(at('country'), 'invalid')
    const checked = publishableFounder(founder, note)
    const keys = new Set(
      [checked.name, ...Object.values(checked.names)].filter(name => name !== '').map(foldName),
    )
    if ([...keys].some(key => taken.has(key))) note(at('name'), 'twice')
    for (const key of keys) taken.add(key)
    return checked
  })
}

function publishableFounder(founder: DraftFounder, note: Note): PublishableFounder {
  const known = (kind: 'name' | 'domain', typed: string, field: string) =>
    linesOf(typed).flatMap(line => {
      const parsed = parseKnown(kind, line)
      if (!parsed.ok) note(founderField(founder.key, field), 'invalid')
      return parsed.ok ? [parsed.value.value] : []
    })
  const names = Object.entries(founder.names).filter(([, name]) => name.trim() !== '')
  return {
    key: founder.key,
    // Of an organisation nothing is said: a proposal from before there was a kind stays what it is.
    ...(founder.kind === 'network' && { kind: founder.kind }),
    name: tidyLine(founder.name),
    country: founder.country || null,
    names: Object.fromEntries(names.map(([language, name]) => [language, tidyLine(name)])),
    knownAs: {
      names: [...new Set(known('name', founder.knownNames, 'knownNames'))],
      domains: [...new Set(known('domain', founder.knownDomains, 'knownDomains'))],
    },
  }
}

function checkSettings({ settings }: Draft, note: Note) {
  const timeZone = zoneNamed(settings.timeZone)
  if (timeZone === null) note('timeZone', 'invalid')
  // Of an hour that comes twice: nobody is too early or too late who was told that hour.
  const which = { opens: 'first', closes: 'last' } as const
  const momentIn = (field: 'opens' | 'closes'): string | null => {
    const typed = settings[field].trim()
    if (typed === '' || timeZone === null) return null
    const at = momentTyped(typed, timeZone, which[field])
    if (at === null) note(field, 'invalid')
    return at?.toISOString() ?? null
  }
  const opensAt = momentIn('opens')
  const closesAt = momentIn('closes')
  if (opensAt !== null && closesAt !== null && opensAt >= closesAt) note('closes', 'not_later')
  const listOrder = listOrders.find(order => order === settings.order)
  if (!listOrder) note('order', 'invalid')
  const signers = signerKinds.filter(kind => settings.signers.includes(kind))
  if (signers.length === 0) note('signers', 'required')
  const second = secondModerators.find(rule => rule === settings.second)
  if (!second) note('second', 'invalid')
  return {
    opensAt,
    closesAt,
    timeZone: timeZone ?? 'UTC',
    listOrder: listOrder ?? 'date',
    signers,
    readersInDanger: settings.inDanger,
    second: second ?? 'doubt',
  }
}
