import type { Endorsement } from '../../domain/endorsement.ts'
import { interfaceFor, isLanguage } from '../../domain/language.ts'
import { inLanguage, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { Facts } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'
import { usePlace } from '../../ui/statement-place.tsx'

/** The text that a representative signed, in the language in which its form showed it. */
export type SignedText = Title & { sha256: string }

type SignedProps = {
  lang: Language
  endorsement: Endorsement
  signed: SignedText
  /** Nobody can read it any more. */
  isTextGone: boolean
  /** Whether the version can be signed in the language in which they asked. */
  hasOwnText: boolean
}

/** The page of the text that was signed. */
export const signedTextPath = ({ language }: SignedText, slug: string, version: number): string =>
  isLanguage(language)
    ? paths.statement.version(language, slug, version)
    : paths.statement.versionText(interfaceFor(language), slug, version, language)

/** Which text was signed, to the letter, and where it stands. */
export function SignedSection({ lang, endorsement, signed, isTextGone, hasOwnText }: SignedProps) {
  const t = translator(lang)
  const { statement, version, language } = endorsement
  const place = usePlace(statement)
  return (
    <section class="section">
      <h2>{t('private.signed')}</h2>
      <Facts
        items={[
          { label: t('mail.statement'), value: signed.title, lang: foreign(signed, lang) },
          { label: t('about.version'), value: String(version) },
          { label: t('private.signed.language'), value: inLanguage(lang, signed.language) },
          { label: t('about.sha256'), value: signed.sha256, code: true },
        ]}
      />
      {!hasOwnText && (
        <p class="hint">{t('private.signed.authoritative', { language: inLanguage(lang, language) })}</p>
      )}
      {place !== null && !isTextGone && (
        <ul class="links">
          <li>
            <a href={signedTextPath(signed, place, version)}>{t('private.signed.read')}</a>
          </li>
        </ul>
      )}
    </section>
  )
}
