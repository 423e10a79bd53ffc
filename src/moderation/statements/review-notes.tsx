import { deceptionIn, withoutSilentSigns } from '../../domain/text.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { droppedMarkupIn } from '../../signatories/statement/preview-page.tsx'
import { Notice } from '../../ui/parts.tsx'

/** Places of a text that readers do not see as they were typed: nothing of them goes by without a word. */
export function ReviewNotes({ lang, markdown }: { lang: Language; markdown: string }) {
  const t = translator(lang)
  const lost = droppedMarkupIn(markdown).map(({ kind, text }) =>
    t(`write.review.${kind}`, { text: shortened(text) }),
  )
  const notes = [...invisibleIn(lang, markdown), ...lost]
  if (notes.length === 0) return null
  return (
    <Notice kind="info" heading={t('write.review')}>
      <ul>
        {notes.map(note => (
          <li dir="auto">{note}</li>
        ))}
      </ul>
    </Notice>
  )
}

// Marks of direction stand in texts that are written from the right, and a tab before a list: neither hides anything.
const harmless = /[\u200E\u200F\u061C\t]/g

/** The first character of each line that prints as nothing, or changes how the line is read. */
const invisibleIn = (lang: Language, markdown: string): string[] =>
  markdown.split('\n').flatMap(line => {
    const deception = deceptionIn(withoutSilentSigns(line).replace(harmless, ''))
    if (deception === null) return []
    const { code, before } = deception
    const place = before === '' ? 'start' : 'within'
    return [translator(lang)('write.review.invisible', { code, before, place })]
  })

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
