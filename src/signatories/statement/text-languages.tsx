import { sortedTags } from '../../domain/language.ts'
import { type Language, languageName, translator } from '../../i18n/index.ts'
import type { CourtesyText, PublicText, PublicVersion } from '../../storage/public-statements.ts'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { madeBy } from './statement-text.tsx'

type Texts = Pick<PublicVersion, 'texts' | 'courtesy'>

type LanguagesProps = {
  lang: Language
  version: Texts
  /** The language of the text that the page shows. */
  shown: string
  hrefOf: (tag: string) => string
}

/**
 * Every language in which the text exists, by its title in that language, and what each text is worth; nothing for one
 * alone.
 */
export function TextLanguages({ lang, version, shown, hrefOf }: LanguagesProps) {
  const texts = textsInOrder(version)
  if (texts.length <= 1) return null
  return (
    <nav class="text-languages" aria-labelledby="text-languages">
      <h2 id="text-languages">{translator(lang)('statement.texts')}</h2>
      <ul>
        {texts.map(text => (
          <li>
            <TextTitle
              lang={lang}
              text={text}
              href={text.language === shown ? null : hrefOf(text.language)}
            />
            <span class="quiet">
              {languageName(lang, text.language)} — {standing(lang, version, text)}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The title as a way to its text; of the one that is shown, as a name. */
function TextTitle({ lang, text, href }: { lang: Language; text: PublicText; href: string | null }) {
  const marks = foreignMarks(text, lang)
  return href === null ? (
    <strong aria-current="page" {...marks}>
      {text.title}
    </strong>
  ) : (
    <a href={href} hreflang={text.language} {...marks}>
      {text.title}
    </a>
  )
}

const textsInOrder = ({ texts, courtesy }: Texts): PublicText[] => {
  const byTag = Map.groupBy([...texts, ...courtesy], ({ language }) => language)
  return sortedTags(byTag.keys()).flatMap(tag => byTag.get(tag)?.slice(0, 1) ?? [])
}

/** What a text is worth, in words: "authoritative text", "unofficial translation. Translated by …". */
function standing(lang: Language, { courtesy }: Texts, text: PublicText): string {
  const t = translator(lang)
  const translation: CourtesyText | undefined = courtesy.find(one => one === text)
  return translation
    ? `${t('statement.texts.courtesy')}. ${madeBy(lang, translation)}`
    : t('statement.texts.authoritative')
}
