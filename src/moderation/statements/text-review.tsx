import type { PublishableText } from '../../domain/draft.ts'
import type { TextChange } from '../../domain/publishing.ts'
import { type Language, languageName, translator } from '../../i18n/index.ts'
import { Facts } from '../../ui/parts.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { ReviewNotes } from './review-notes.tsx'

type Compared = {
  language: string
  before: PublishableText | null
  now: PublishableText | null
  change: TextChange
}

/** One text as it will stand: its hash, and beside an earlier one what differs. */
export function TextReview({ lang, text }: { lang: Language; text: Compared }) {
  const t = translator(lang)
  const { language, before, now, change } = text
  const name = languageName(lang, language)
  return (
    <section class="writing-review">
      <h3>
        {name} · {t(`write.text.${change}`)}
      </h3>
      {now && (
        <Facts
          items={[
            { label: t('write.text.title'), value: now.title, lang: language },
            { label: t('about.sha256'), value: now.sha256, code: true },
          ]}
        />
      )}
      {now && change !== 'same' && <ReviewNotes lang={lang} markdown={now.markdown} />}
      {before && now && change === 'changed' && (
        <DifferenceTable
          lang={lang}
          caption={t('write.difference', { language: name })}
          textLanguage={language}
          before={before.markdown}
          now={now.markdown}
        />
      )}
    </section>
  )
}
