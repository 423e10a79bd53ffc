import {
  type Draft,
  type DraftFounder,
  type DraftText,
  emptyFounder,
  emptyText,
  type Standing,
  standings,
  withoutSoftHyphens,
} from '../../domain/draft.ts'
import { founderField, textField } from '../../domain/draft-check.ts'
import { canonicalTag } from '../../domain/language.ts'
import { mostFounders, mostTexts } from '../../domain/limits.ts'
import { languageTyped } from '../../i18n/index.ts'
import { positiveNumber } from '../../organisations/form.ts'

/** What a form of a draft asks for, by its button. */
type WritingStep = 'save' | 'preview' | 'publish'

/** A draft as a form sent it. */
export type Writing = {
  draft: Draft
  /** The revision that the form showed; 0 where it says none. */
  revision: number
  /** Of what was kept, which the form gave back. */
  kept: string | null
  step: WritingStep
  /** The language or the founding signatory that was added: its fields come into view. */
  added: string | null
  /** What was typed for a language that is none, or that has a text already. */
  refusedLanguage: string | null
  /** Something was taken out by its button: what was there before is kept. */
  removed: Draft | null
}

/** What was typed in a field of a form; nothing where it has none. */
export const fieldsOf = (form: FormData) => (name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? withoutSoftHyphens(value).replace(/\r\n?/g, '\n') : ''
}
type Field = ReturnType<typeof fieldsOf>

/**
 * Reads a form of a draft, whatever it says, and does what its button adds or takes out.
 * @param newKey names a founding signatory for good
 */
export function readWriting(form: FormData, newKey: () => string): Writing {
  const field = fieldsOf(form)
  const draft = draftIn(form, field)
  const revision = positiveNumber.catch(0).parse(field('revision'))
  const writing: Writing = {
    draft,
    revision,
    kept: field('kept') || null,
    step: 'save',
    added: null,
    refusedLanguage: null,
    removed: null,
  }
  const [verb = '', object = ''] = field('do').split(':')
  switch (verb) {
    case 'preview':
    case 'publish':
      return { ...writing, step: verb }
    case 'add-language':
      return withLanguage(writing, field('language'), field('standing'))
    case 'add-founder':
      return withFounder(writing, newKey())
    case 'remove-language': {
      const texts = draft.texts.filter(({ language }) => language !== object)
      return { ...writing, draft: { ...draft, texts }, removed: draft }
    }
    case 'founder-up':
      return { ...writing, draft: { ...draft, founders: movedUp(draft.founders, object) } }
    case 'remove-founder': {
      const founders = draft.founders.filter(({ key }) => key !== object)
      return { ...writing, draft: { ...draft, founders }, removed: draft }
    }
    default:
      // Enter in the field of a language presses the first button of the form.
      return field('language').trim() === ''
        ? writing
        : withLanguage(writing, field('language'), field('standing'))
  }
}

function withLanguage(writing: Writing, typed: string, standing: string): Writing {
  const { draft } = writing
  const tag = languageTyped(typed)
  if (tag === null || draft.texts.length >= mostTexts || draft.texts.some(text => text.language === tag))
    return { ...writing, refusedLanguage: typed }
  const texts = [...draft.texts, emptyText(tag, standingOf(standing))]
  return { ...writing, draft: { ...draft, texts }, added: textField(tag, 'title') }
}

function withFounder(writing: Writing, key: string): Writing {
  const { draft } = writing
  if (draft.founders.length >= mostFounders) return writing
  const founders = [...draft.founders, emptyFounder(key)]
  return { ...writing, draft: { ...draft, founders }, added: founderField(key, 'name') }
}

/** The founding signatories with one of them a place further up. */
function movedUp(founders: readonly DraftFounder[], key: string): readonly DraftFounder[] {
  const place = founders.findIndex(founder => founder.key === key)
  const [before, one] = [founders[place - 1], founders[place]]
  if (!before || !one) return founders
  return founders.with(place - 1, one).with(place, before)
}

const standingOf = (typed: string): Standing => standings.find(one => one === typed) ?? 'authoritative'

function draftIn(form: FormData, field: Field): Draft {
  const languages = namesIn(form, 'texts').flatMap(tag => canonicalTag(tag) ?? [])
  const texts = languages.slice(0, mostTexts).map(language => textIn(field, language))
  return {
    defaultLanguage: field('defaultLanguage'),
    texts,
    source: {
      name: field('source.name'),
      url: field('source.url'),
      publishedOn: field('source.publishedOn'),
    },
    founders: namesIn(form, 'founders')
      .filter(key => /^[a-z0-9-]{1,64}$/.test(key))
      .slice(0, mostFounders)
      .map(key => founderIn(field, key, languages)),
    settings: {
      opens: field('opens'),
      closes: field('closes'),
      timeZone: field('timeZone'),
      order: field('order'),
      signers: namesIn(form, 'signers'),
      inDanger: field('inDanger') !== '',
      second: field('second'),
    },
  }
}

/** The values of a field that is there several times, each once. */
const namesIn = (form: FormData, name: string): string[] => [
  ...new Set(form.getAll(name).filter(value => typeof value === 'string')),
]

function textIn(field: Field, language: string): DraftText {
  const part = (name: string) => field(textField(language, name))
  return {
    language,
    standing: standingOf(part('standing')),
    title: part('title'),
    addressees: part('addressees'),
    body: part('body'),
    translator: part('translator'),
    checkedBy: part('checkedBy'),
  }
}

function founderIn(field: Field, key: string, languages: readonly string[]): DraftFounder {
  const part = (name: string) => field(founderField(key, name))
  const names = languages.map(language => [language, part(`names.${language}`)] as const)
  return {
    key,
    ...(part('kind') === 'network' && { kind: 'network' }),
    name: part('name'),
    country: part('country'),
    names: Object.fromEntries(names.filter(([, name]) => name !== '')),
    knownNames: part('knownNames'),
    knownDomains: part('knownDomains'),
  }
}
