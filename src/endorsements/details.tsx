import type { Child } from 'hono/jsx'
import type { Endorsement } from '../domain/endorsement.ts'
import { type Language, translator } from '../i18n/index.ts'
import { SignatoryPreview } from '../organisations/signatory.tsx'
import { signatoryItem } from '../organisations/signatory-item.ts'
import type { Contact } from '../storage/contacts.ts'
import { Facts } from '../ui/parts.tsx'

/** What is public of an endorsement, or would be, exactly as it looks, with its names for other readers. */
export function PublicDetails({
  lang,
  endorsement,
  caption,
}: {
  lang: Language
  endorsement: Endorsement
  caption: string
}) {
  const { organisation, comment, status } = endorsement
  const signedOn = status === 'approved' ? endorsement.signedOn : null
  return (
    <>
      <SignatoryPreview
        caption={caption}
        item={signatoryItem({ ...organisation, comment, signedOn }, lang)}
      />
      <OtherNames lang={lang} endorsement={endorsement} />
    </>
  )
}

/** The names that readers in other languages will see: they are published too. */
function OtherNames({ lang, endorsement }: { lang: Language; endorsement: Endorsement }) {
  const t = translator(lang)
  const { name, names } = endorsement.organisation
  const nameHere = names[lang] ?? name
  const others = [
    ...(name === nameHere ? [] : [{ label: t('field.organisation'), value: name }]),
    ...(['en', 'be', 'ru'] as const).flatMap(language => {
      const furtherName = names[language]
      if (furtherName === null || language === lang) return []
      return [{ label: t(`field.organisation_${language}`), value: furtherName, lang: language }]
    }),
  ]
  if (others.length === 0) return null
  return (
    <section class="section">
      <h2>{t('confirm.otherNames')}</h2>
      <Facts items={others} />
    </section>
  )
}

/** What is kept and never published. */
export function PrivateDetails(props: { lang: Language; contact: Contact; children?: Child }) {
  const t = translator(props.lang)
  const { representative, role, email } = props.contact
  return (
    <section class="section">
      <h2>{t('confirm.private')}</h2>
      {props.children}
      <Facts
        items={[
          { label: t('field.representative'), value: representative },
          { label: t('field.role'), value: role },
          { label: t('field.email'), value: email },
        ]}
      />
    </section>
  )
}
