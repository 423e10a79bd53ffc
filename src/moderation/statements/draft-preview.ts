import { isDay } from '../../domain/dates.ts'
import { composeText, type Draft, type DraftText } from '../../domain/draft.ts'
import { isWebAddress } from '../../domain/draft-check.ts'
import { textHash } from '../../domain/statement.ts'
import type { Previewed } from '../../signatories/statement/preview-page.tsx'

/**
 * A draft as readers would have it, whatever it still lacks.
 * @param untitled stands where a text has no title yet
 * @param version the number that it would be published under
 */
export function previewedOf(
  draft: Draft,
  { untitled, version }: { untitled: string; version: number },
): Previewed {
  const texts = draft.texts.filter(({ standing }) => standing === 'authoritative')
  const shown = (text: DraftText) => previewedText(text, untitled)
  // Before any text is signed a courtesy text stands for it: a page must show something.
  const [first] = texts.length > 0 ? texts : draft.texts
  const main = texts.find(({ language }) => language === draft.defaultLanguage) ?? first
  const { source } = draft
  return {
    version,
    texts: (texts.length > 0 ? texts : draft.texts).map(shown),
    courtesy: (texts.length > 0 ? draft.texts : [])
      .filter(({ standing }) => standing === 'courtesy')
      .map(text => ({
        ...shown(text),
        translator: text.translator,
        checkedBy: text.checkedBy.trim() || null,
      })),
    defaultLanguage: main?.language ?? draft.defaultLanguage,
    source:
      source.name && isWebAddress(source.url)
        ? { ...source, publishedOn: isDay(source.publishedOn) ? source.publishedOn : null }
        : null,
    founders: draft.founders
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, names, country }) => ({ name, names, country: country || null, website: null })),
  }
}

function previewedText(text: DraftText, untitled: string) {
  const title = text.title.trim() || untitled
  const markdown = composeText({ ...text, title })
  return { language: text.language, title, markdown, sha256: textHash(markdown) }
}
