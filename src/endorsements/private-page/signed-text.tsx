import type { Endorsement } from '../../domain/endorsement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { Facts } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'

/** The text that a representative signed: in the language in which they asked, else the authoritative one. */
export type SignedText = Title & { sha256: string }

type SignedProps = { lang: Language; endorsement: Endorsement; signed: SignedText }

/** Which text was signed, to the letter, and where it stands. */
export function SignedSection({ lang, endorsement, signed }: SignedProps) {
  const t = translator(lang)
  const { statement, version, language } = endorsement
  const isOther = signed.language !== language
  return (
    <section class="section">
      <h2>{t('private.signed')}</h2>
      <Facts
        items={[
          { label: t('mail.statement'), value: signed.title, lang: foreign(signed, lang) },
          { label: t('about.version'), value: String(version) },
          { label: t('private.signed.language'), value: t(`language.in.${signed.language}`) },
          { label: t('about.sha256'), value: signed.sha256, code: true },
        ]}
      />
      {isOther && (
        <p class="hint">{t('private.signed.authoritative', { language: t(`language.in.${language}`) })}</p>
      )}
      <ul class="links">
        <li>
          <a href={paths.statement.version(signed.language, statement, version)}>
            {t('private.signed.read')}
          </a>
        </li>
      </ul>
    </section>
  )
}
