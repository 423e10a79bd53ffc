import type { Child } from 'hono/jsx'
import type { Endorsement } from '../domain/endorsement.ts'
import { isPerson } from '../domain/organisation.ts'
import { type Language, translator } from '../i18n/index.ts'
import { furtherNameFacts } from '../organisations/further-names.ts'
import { SignatoryPreview } from '../organisations/signatory.tsx'
import { textualItem } from '../organisations/signatory-item.ts'
import { wordsFor } from '../organisations/words-for.ts'
import type { Contact } from '../storage/contacts.ts'
import { Facts, Notice } from '../ui/parts.tsx'

/**
 * What is public of an endorsement, or would be, exactly as it looks, with its names for other readers; of a withheld
 * name the same, as what moderators see and nobody else.
 */
export function PublicDetails({
  lang,
  endorsement,
  caption,
}: {
  lang: Language
  endorsement: Endorsement
  caption: string
}) {
  const { organisation, comment, status, nameWithheld } = endorsement
  const signedOn = status === 'approved' ? endorsement.signedOn : null
  return (
    <>
      {nameWithheld && (
        <Notice kind="info">
          <p>{wordsFor(lang, endorsement)('withheld.notice')}</p>
        </Notice>
      )}
      <SignatoryPreview
        caption={nameWithheld ? wordsFor(lang, endorsement)('withheld.preview') : caption}
        item={textualItem({ ...organisation, comment, signedOn }, lang)}
      />
      {!nameWithheld && <WholeWebsite lang={lang} website={organisation.website} />}
      <OtherNames lang={lang} endorsement={endorsement} />
    </>
  )
}

/** The address behind the host that the list shows: it is published whole. */
function WholeWebsite({ lang, website }: { lang: Language; website: string | null }) {
  if (website === null) return null
  return (
    <p class="hint">
      {translator(lang)('confirm.website')} <code>{website}</code>
    </p>
  )
}

/** The names that readers in other languages will see: they are published too. */
function OtherNames({ lang, endorsement }: { lang: Language; endorsement: Endorsement }) {
  const t = wordsFor(lang, endorsement)
  const others = furtherNameFacts(lang, endorsement.organisation)
  if (others.length === 0) return null
  return (
    <section class="section">
      <h2>{t('confirm.otherNames')}</h2>
      <Facts items={others} />
    </section>
  )
}

/** What is kept and never published: of a person the address alone. */
export function PrivateDetails(props: {
  lang: Language
  endorsement: Endorsement
  contact: Contact
  /** They asked for news of the statement. */
  wantsUpdates?: boolean
  children?: Child
}) {
  const t = wordsFor(props.lang, props.endorsement)
  const { representative, role, email } = props.contact
  return (
    <section class="section">
      <h2>{t('confirm.private')}</h2>
      {props.children}
      <Facts
        items={[
          ...(isPerson(props.endorsement.organisation)
            ? []
            : [
                { label: t('field.representative'), value: representative, verbatim: true },
                { label: t('field.role'), value: role },
              ]),
          { label: t('field.email'), value: email, verbatim: true },
          ...(props.wantsUpdates
            ? [{ label: t('update.private.title'), value: t('update.private.wanted') }]
            : []),
        ]}
      />
    </section>
  )
}
