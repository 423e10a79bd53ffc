import type { Child } from 'hono/jsx'
import { kindOf } from '../../domain/organisation.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import type { Details } from '../../storage/details.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary } from '../../ui/fields.tsx'
import { Masthead, shortcutAttributes } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { ClaimBox } from '../claim/claim-box.tsx'
import { KeyboardHelp } from '../keyboard-help.tsx'
import { ParkedNotice } from '../mail/parked-notice.tsx'
import { deskName, OrganisationName } from '../organisation-name.tsx'
import { ProposalSection } from '../proposal/proposal-section.tsx'
import { ContactChangeSection } from '../reach/contact-change-section.tsx'
import { ReachSection } from '../reach/reach-section.tsx'
import { UnreachedNotice } from '../reach/unreached-notice.tsx'
import { SectionBox } from '../section/section-box.tsx'
import { type DeskKey, keyOfAction } from '../shortcuts.ts'
import { AsPublished } from './as-published.tsx'
import { Changes } from './changes.tsx'
import { DecisionLinks } from './decision-links.tsx'
import { EvidenceSection } from './evidence-list.tsx'
import { History, HistoryCut } from './history.tsx'
import { KnownForm, type TypedKnown } from './known-form.tsx'
import { NameTaken } from './name-taken.tsx'
import { NeighbourLinks, type Neighbours } from './neighbour-links.tsx'
import { NoteForm, type TypedNote } from './note-form.tsx'
import { Representative } from './representative.tsx'
import { offeredTo, type RequestView } from './request-view.ts'
import { RoundNotice } from './round-notice.tsx'
import { Standing } from './standing-since.tsx'
import { Undo } from './undo.tsx'
import { WithheldNotice } from './withheld-notice.tsx'

type RequestPageProps = {
  signedIn: SignedIn
  view: RequestView
  now: Date
  /** The queue beside the request. */
  beside: Child
  neighbours: Neighbours
  /** What has to be said first: what was just decided, or why it was refused. */
  notice?: Child
  note?: TypedNote | undefined
  known?: TypedKnown | undefined
  /** The query that leads back to the same part of the queue. */
  query: string
}

/** One request beside the queue: what will be published, what speaks for it, what happened, what can be done. */
export function renderRequestPage(page: RequestPageProps): string {
  const { signedIn, view, now, beside, neighbours, notice, note, known, query } = page
  const { id: moderator, language: lang, role, timeZone } = signedIn.moderator
  const { endorsement: e } = view
  const t = translator(lang)
  return renderDesk({
    lang,
    title: deskName(lang, e.organisation),
    role,
    timeZone,
    at: 'queue',
    scripts: ['desk.js'],
    children: (
      <div class="desk-columns">
        <div class="desk-beside">{beside}</div>
        <article class="desk-request" aria-labelledby="request">
          <ErrorSummary
            title={t('form.problems', { count: 1 })}
            errors={[
              ...(note ? [{ field: 'words', message: note.error }] : []),
              ...(known ? [{ field: 'known', message: known.error }] : []),
            ]}
          />
          {notice}
          <NeighbourLinks lang={lang} neighbours={neighbours} query={query} />
          <RequestMasthead lang={lang} view={view} />
          <RoundNotice lang={lang} view={view} />
          <Undo lang={lang} endorsement={e} now={now} query={query} />
          <DecisionLinks signedIn={signedIn} view={view} query={query} />
          <ClaimBox
            lang={lang}
            endorsement={e}
            claim={view.claim}
            name={view.names.get(view.claim?.by ?? '') ?? t('log.unknown')}
            moderator={moderator}
            query={query}
          />
          <UnreachedNotice lang={lang} view={view} />
          <ParkedNotice lang={lang} view={view} query={query} />
          <NameTaken lang={lang} holders={view.nameHolders} query={query} />
          <ProposalSection lang={lang} view={view} query={query} />
          <div class="desk-weighing">
            <div>
              <section class="section">
                <h2>{t(headingOf(view))}</h2>
                <WithheldNotice lang={lang} endorsement={e} />
                <AsPublished
                  lang={lang}
                  details={{ ...e, signedOn: e.status === 'approved' ? e.signedOn : null }}
                />
              </section>
              {view.before && <Amended lang={lang} before={view.before} after={e} />}
            </div>
            {view.evidence && <EvidenceSection lang={lang} evidence={view.evidence} />}
          </div>
          <Representative lang={lang} view={view} />
          <ContactChangeSection lang={lang} view={view} query={query} now={now} />
          <ReachSection lang={lang} view={view} query={query} />
          <SectionBox lang={lang} view={view} query={query} />
          <section class="section">
            <h2>{t('desk.history.title')}</h2>
            <HistoryCut lang={lang} view={view} />
            <History lang={lang} view={view} />
          </section>
          {e.status === 'approved' && <KnownForm lang={lang} view={view} query={query} known={known} />}
          {view.contact && <NoteForm lang={lang} id={e.id} query={query} note={note} />}
          <KeyboardHelp lang={lang} keys={keysOn(page)} />
        </article>
      </div>
    ),
  })
}

/** What the public details are said to be, whose look follows. */
function headingOf({ endorsement: { status, nameWithheld }, round }: RequestView): MessageKey {
  if (nameWithheld) return 'withheld.desk.title'
  return status === 'approved' && !round.isPrivate ? 'desk.published.title.now' : 'desk.published.title'
}

/** The keys that lead somewhere from this page. */
function keysOn({ signedIn, view, neighbours }: RequestPageProps): DeskKey[] {
  return [
    ...(neighbours.next ? (['j'] as const) : []),
    ...(neighbours.previous ? (['k'] as const) : []),
    ...(view.evidence ? (['e'] as const) : []),
    ...offeredTo(view, signedIn.moderator.id).map(action => keyOfAction[action]),
    ...(view.contact ? (['n'] as const) : []),
  ]
}

/** Which version was signed, by whom, and where the request stands. */
function RequestMasthead({ lang, view }: { lang: Language; view: RequestView }) {
  const { endorsement: e, title, evidence } = view
  const t = translator(lang)
  return (
    <Masthead
      eyebrow={
        <>
          <span {...foreignMarks(title, lang)}>{title.title}</span>,{' '}
          {t('confirm.version', { version: e.version })}
        </>
      }
      title={
        <span id="request" tabindex={-1}>
          <OrganisationName lang={lang} organisation={e.organisation} />
        </span>
      }
      dateline={
        <>
          <span class="tag">{t(`signer.${kindOf(e.organisation)}`)}</span>{' '}
          <Standing lang={lang} endorsement={e} round={view.round} />
          {evidence && (
            <>
              {' '}
              ·{' '}
              <a href="#evidence" {...shortcutAttributes('e')}>
                {t('desk.evidence.title')}
              </a>
            </>
          )}
        </>
      }
    />
  )
}

/** The representative handed it in again: what they changed, where it still differs. */
function Amended({ lang, before, after }: { lang: Language; before: Details; after: Details }) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('desk.amended.title')}</h2>
      <Changes lang={lang} before={before} after={after} unchanged={t('desk.correct.unchanged')} />
    </section>
  )
}
