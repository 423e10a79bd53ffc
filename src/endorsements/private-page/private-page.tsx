import { allows, isCorrectable } from '../../domain/actions.ts'
import { type Endorsement, isEnded, isUndecided, type Status } from '../../domain/endorsement.ts'
import { kindOf } from '../../domain/organisation.ts'
import type { Language } from '../../i18n/index.ts'
import { summaryOf } from '../../organisations/fieldset.tsx'
import { organisationFields } from '../../organisations/form.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { Aside, AsideSection, Split } from '../../ui/columns.tsx'
import { ErrorSummary } from '../../ui/fields.tsx'
import { Lines } from '../../ui/lines.tsx'
import { Actions, ButtonLink, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { usePlace } from '../../ui/statement-place.tsx'
import { PublicDetails } from '../details.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { isInRound, NextSteps, type PageAddress } from '../notice.tsx'
import { previewCaption } from '../preview-caption.ts'
import { ReconfirmSection } from '../reconfirm/reconfirm-section.tsx'
import { SectionQuestion } from '../section/section-question.tsx'
import { UpdatesSection } from '../updates/updates-section.tsx'
import { AmendForm, NotHandedIn, ProposeForm } from './amend-form.tsx'
import { personFields } from './amend-person.ts'
import { ContactSection } from './contact-section.tsx'
import { HistorySection } from './history-section.tsx'
import { LeaveSection } from './leave-section.tsx'
import { type FormOutcome, OutcomeNotice } from './outcome.tsx'
import { PersonSection } from './person-form.tsx'
import { WaitingProposal } from './proposal-section.tsx'
import { SignedSection } from './signed-text.tsx'
import { standingText, standingTitle } from './standing-words.ts'
import { UnreachedNotice } from './unreached-notice.tsx'
import type { PrivateView } from './view-privately.ts'
import { WithheldNameSection } from './withheld-name-section.tsx'

/** The details that a form has just sent. */
type SentDetails = Extract<FormOutcome, { kind: 'amend' | 'propose' }>
type View = PrivateView & {
  title: Title
  token: string
  /** The address of the site, which a person reads. */
  writeTo: string
  sent?: FormOutcome | undefined
}

/**
 * The representative's own page: how the request stands, what is public, what was signed, what is kept, and the ways on
 * and out.
 */
export function renderPrivatePage(address: PageAddress, view: View): string {
  const { endorsement, contact, moderatorText, title, token, sent, signed, newer, history, change } = view
  const { lang } = address
  const isPrivate = isInRound(address)
  const t = wordsFor(lang, endorsement)
  // It signed a text that never went public, and so is on no list.
  const isHeldBack = endorsement.status === 'approved' && view.isTextGone
  const isUnlisted = isPrivate || isHeldBack
  const heading = t(isHeldBack ? 'round.heldBack.title' : standingTitle(endorsement, isPrivate))
  const lead = isHeldBack
    ? t('round.heldBack.text', { signed: endorsement.version })
    : standingText(lang, endorsement, isPrivate)
  const details = sent?.kind === 'amend' || sent?.kind === 'propose' ? sent : undefined
  const hasBox = isUndecided(endorsement.status) || newer !== null
  const isUnticked = hasBox && sent?.kind === 'said' && sent.said === 'unticked'
  const errors = isUnticked ? [{ field: 'agreed', message: t('hour.unticked') }] : errorsIn(lang, sent)
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
          lead={lead}
        />
        <Split side={<Beside lang={lang} endorsement={endorsement} isPrivate={isPrivate} />}>
          <ErrorSummary title={problems} errors={errors} />
          {sent && <OutcomeNotice lang={lang} endorsement={endorsement} sent={sent} isPrivate={isPrivate} />}
          {view.isUnreached && (
            <UnreachedNotice
              lang={lang}
              endorsement={endorsement}
              email={contact.email}
              writeTo={view.writeTo}
            />
          )}
          {moderatorText !== null && (
            <FromModerator lang={lang} endorsement={endorsement} text={moderatorText} />
          )}
          {newer && (
            <ReconfirmSection
              lang={lang}
              endorsement={endorsement}
              newer={newer}
              token={token}
              unticked={isUnticked}
              isUnlisted={isUnlisted}
              isTextGone={view.isTextGone}
            />
          )}
          {view.section && (
            <SectionQuestion lang={lang} endorsement={endorsement} proposal={view.section} token={token} />
          )}
          <PublicDetails
            lang={lang}
            endorsement={endorsement}
            caption={t(previewCaption(endorsement, isUnlisted))}
          />
          <Way lang={lang} endorsement={endorsement} isPrivate={isPrivate} />
          <ToChange lang={lang} view={view} sent={details} />
          <SignedSection
            lang={lang}
            endorsement={endorsement}
            signed={signed}
            isTextGone={view.isTextGone}
            hasOwnText={view.hasOwnText}
          />
          <PersonSection
            lang={lang}
            endorsement={endorsement}
            contact={contact}
            token={token}
            sent={sent?.kind === 'person' ? sent : undefined}
          />
          <ContactSection
            lang={lang}
            endorsement={endorsement}
            change={change}
            isUnreached={view.isNewContactUnreached}
            token={token}
          />
          <UpdatesSection lang={lang} endorsement={endorsement} since={view.updatesSince} token={token} />
          <HistorySection lang={lang} endorsement={endorsement} history={history} />
          <WithheldNameSection lang={lang} endorsement={endorsement} token={token} isPrivate={isPrivate} />
          <LeaveSection
            lang={lang}
            endorsement={endorsement}
            token={token}
            unticked={isUnticked}
            isPrivate={isUnlisted}
          />
        </Split>
      </>
    ),
  })
}

/** What is wrong in the form that was just sent, by its field. */
function errorsIn(lang: Language, sent: FormOutcome | undefined): { field: string; message: string }[] {
  if (sent?.kind === 'amend' || sent?.kind === 'propose') return summaryOf(lang, organisationFields, sent)
  if (sent?.kind === 'person') return summaryOf(lang, personFields, sent)
  return []
}

/**
 * The public details: to be amended while they wait, to be proposed anew once they are listed; else what was typed in
 * vain.
 */
function ToChange({ lang, view, sent }: { lang: Language; view: View; sent: SentDetails | undefined }) {
  const { endorsement, since, token, proposal, signers } = view
  const form = { lang, endorsement, since, token, signers, typed: sent?.typed, faults: sent?.faults ?? {} }
  if (allows('amend', endorsement)) return <AmendForm {...form} />
  if (!isCorrectable(endorsement)) return sent ? <NotHandedIn lang={lang} typed={sent.typed} /> : null
  return (
    <>
      {proposal && (
        <WaitingProposal lang={lang} endorsement={endorsement} proposal={proposal} token={token} />
      )}
      <ProposeForm {...form} proposal={proposal} />
    </>
  )
}

const stepOf: { [status in Status]?: number } = { requested: 1, confirmed: 2, returned: 3 }

/** The steps while there are any to come, and what this page is. */
function Beside(props: { lang: Language; endorsement: Endorsement; isPrivate: boolean }) {
  const { lang, endorsement, isPrivate } = props
  const t = wordsFor(lang, endorsement)
  const at = stepOf[endorsement.status]
  return (
    <>
      {at !== undefined && (
        <NextSteps
          lang={lang}
          at={at}
          kind={kindOf(endorsement.organisation)}
          question={endorsement.status === 'returned'}
          withheld={endorsement.nameWithheld}
          isPrivate={isPrivate}
        />
      )}
      <Aside>
        <AsideSection heading={t('private.link.title')}>
          <p>{t('private.link.text')}</p>
        </AsideSection>
      </Aside>
    </>
  )
}

/** What a moderator wrote, line by line. */
function FromModerator(props: { lang: Language; endorsement: Endorsement; text: string }) {
  const { lang, endorsement, text } = props
  const heading = endorsement.status === 'returned' ? 'private.question' : 'private.reason'
  return (
    <Notice kind="info" heading={wordsFor(lang, endorsement)(heading)}>
      <p dir="auto">
        <Lines text={text} />
      </p>
    </Notice>
  )
}

/** On from here, once the request has come to its end. */
function Way(props: { lang: Language; endorsement: Endorsement; isPrivate: boolean }) {
  const { lang, endorsement, isPrivate } = props
  const t = wordsFor(lang, endorsement)
  const place = usePlace(endorsement.statement)
  if (place === null || (endorsement.status !== 'approved' && !isEnded(endorsement.status))) return null
  return (
    <div class="section">
      <Actions>
        {endorsement.status === 'approved' ? (
          <ButtonLink href={paths.statement.page(lang, place)}>
            {t(isPrivate ? 'statement.back' : 'private.list')}
          </ButtonLink>
        ) : (
          <ButtonLink kind="quiet" href={paths.endorsement.ask(lang, place)}>
            {t('private.ask')}
          </ButtonLink>
        )}
      </Actions>
    </div>
  )
}
