import { composeText, type Draft } from '../../domain/draft.ts'
import { type Language, languageName, translator } from '../../i18n/index.ts'
import { TextArea } from '../../ui/fields.tsx'
import { Notice } from '../../ui/parts.tsx'
import { DifferenceTable } from './difference-table.tsx'
import type { EditView } from './edit-view.ts'

/**
 * What somebody else saved while this was written: each text of theirs beside one's own, and as it is, to take from.
 */
export function Conflict({ view, theirs }: { view: EditView; theirs: Draft }) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  const texts = theirs.texts.flatMap(their => {
    const own = view.draft.texts.find(({ language }) => language === their.language)
    const [before, now] = [composeText(their), own ? composeText(own) : '']
    return before === now ? [] : [{ language: their.language, before, now }]
  })
  return (
    <Notice kind="stop" heading={t('write.conflict.title')}>
      <p>{t('write.conflict.text', { name: view.saved.by })}</p>
      {texts.map(text => (
        <details>
          <summary>{t('write.conflict.theirs', { language: languageName(lang, text.language) })}</summary>
          <DifferenceTable
            lang={lang}
            caption={t('write.conflict.caption')}
            textLanguage={text.language}
            before={text.before}
            now={text.now}
          />
          <TextArea
            name={`theirs.${text.language}`}
            label={t('write.conflict.whole')}
            value={text.before}
            rows={8}
            lang={text.language}
          />
        </details>
      ))}
      <OtherFields lang={lang} own={view.draft} theirs={theirs} />
    </Notice>
  )
}

/** What differs beside the texts, by the names of its parts. */
function OtherFields({ lang, own, theirs }: { lang: Language; own: Draft; theirs: Draft }) {
  const t = translator(lang)
  const differs = (['source', 'founders', 'settings'] as const).filter(
    part => JSON.stringify(own[part]) !== JSON.stringify(theirs[part]),
  )
  if (differs.length === 0) return null
  return (
    <>
      <p>{t('write.conflict.others')}</p>
      <ul>
        {differs.map(part => (
          <li>
            {t(`write.${part}`)}
            <ul>
              {valuesIn(theirs[part]).map(value => (
                <li>
                  <bdi>{value}</bdi>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Everything that was typed in a part of a draft. */
function valuesIn(part: unknown): string[] {
  if (typeof part === 'string') return part.trim() === '' ? [] : [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(valuesIn) : []
}
