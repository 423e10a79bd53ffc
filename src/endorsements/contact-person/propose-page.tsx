import type { Endorsement } from '../../domain/endorsement.ts'
import { kindOf } from '../../domain/organisation.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { PublicDetails } from '../details.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { isInRound, type PageAddress } from '../notice.tsx'
import { Effects } from '../one-hour/effects-list.tsx'
import { previewCaption } from '../preview-caption.ts'
import type { ContactOutcome } from '../sent-form.ts'
import { ContactFieldset, contactErrors } from './contact-form.tsx'
import type { Faults, Typed } from './new-contact-form.ts'

export type SentContact = { outcome: ContactOutcome; typed: Typed; faults: Faults }
type ProposePage = {
  endorsement: Endorsement
  title: Title
  token: string
  sent: SentContact | undefined
}

/** Who is to be the contact person, typed by the representative. Opening the page does nothing. */
export function renderProposePage(
  address: PageAddress,
  { endorsement, title, token, sent }: ProposePage,
): string {
  const { lang } = address
  const t = wordsFor(lang, endorsement)
  const heading = t('contact.title')
  const state = { typed: sent?.typed ?? {}, faults: sent?.faults ?? {} }
  const errors = sent?.outcome === 'faulty' ? contactErrors(lang, state) : []
  const problems = t('form.problems', { count: errors.length })
  return renderSite({
    lang,
    title: errors.length > 0 ? `${problems} — ${heading}` : heading,
    path: address.path,
    placeOf: address.placeOf,
    children: (
      <>
        <StatementMasthead
          lang={lang}
          slug={endorsement.statement}
          title={title}
          heading={heading}
          lead={t('contact.lead')}
        />
        <ErrorSummary title={problems} errors={errors} />
        <NotTaken lang={lang} endorsement={endorsement} sent={sent} />
        <PublicDetails
          lang={lang}
          endorsement={endorsement}
          caption={t(previewCaption(endorsement, isInRound(address)))}
        />
        <Effects
          heading={t('contact.effects')}
          effects={[t('contact.effect.link'), t('contact.effect.waits'), t('contact.effect.then')]}
        />
        <section class="section">
          {endorsement.nameWithheld && <p>{t('contact.withheld')}</p>}
          <Form action={paths.endorsement.action(lang, token, 'contact')}>
            <ContactFieldset lang={lang} {...state} kind={kindOf(endorsement.organisation)} />
            <Actions>
              <Button>{t('contact.submit')}</Button>
            </Actions>
          </Form>
        </section>
      </>
    ),
  })
}

/** What was in the way, over the form that has what was typed. */
function NotTaken({
  lang,
  endorsement,
  sent,
}: Pick<ProposePage, 'endorsement' | 'sent'> & { lang: Language }) {
  if (!sent || sent.outcome === 'faulty') return null
  return (
    <Notice kind="stop">
      <p>{wordsFor(lang, endorsement)(`contact.refused.${sent.outcome}`)}</p>
    </Notice>
  )
}
