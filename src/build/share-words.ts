import { createHash } from 'node:crypto'
import { textIn, titleAndBody } from '../domain/statement.ts'
import { inLanguage, type Language, translator } from '../i18n/index.ts'

/** What stands on the picture that a link to a statement's page in `lang` shows. No count: it would be old at once. */
export type ShareWords = {
  lang: Language
  siteName: string
  eyebrow: string
  title: string
  titleLang: string
  /** In which language the text is, where it is not the page's own. */
  note: string
}

type Texts = {
  defaultLanguage: string
  texts: Readonly<Record<string, string>>
  /** The picture says nothing of what the statement is about then (decision 0021). */
  readersInDanger?: boolean | undefined
}

export function shareWords({ defaultLanguage, texts, readersInDanger }: Texts, lang: Language): ShareWords {
  const t = translator(lang)
  const ours = { lang, siteName: t('site.name'), eyebrow: t('statement.eyebrow') }
  if (readersInDanger) return { ...ours, title: t('statement.neutral'), titleLang: lang, note: '' }
  const titles = Object.entries(texts).map(([language, markdown]) => ({
    language,
    title: titleAndBody(markdown).title,
  }))
  const { language, title } = textIn(titles, lang, defaultLanguage)
  return {
    ...ours,
    title,
    titleLang: language,
    note: language === lang ? '' : t('statement.textIn', { language: inLanguage(lang, language) }),
  }
}

/**
 * The same for a page that has no picture of its own: of a statement from the desk, of the site itself. It says nothing
 * of what any statement is about.
 */
export function genericWords(lang: Language): ShareWords {
  const t = translator(lang)
  return {
    lang,
    siteName: t('site.name'),
    eyebrow: t('share.picture.eyebrow'),
    title: t('share.picture.title'),
    titleLang: lang,
    note: '',
  }
}

/** What a picture says of itself in its `tEXt` chunks: by these a test knows one that is out of date. */
export const shareLabels = (words: ShareWords): Record<string, string> => ({
  Language: words.lang,
  'Title SHA-256': sha256(words.title),
  'Words SHA-256': sha256(JSON.stringify(words)),
})

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
