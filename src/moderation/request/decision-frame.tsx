import type { Child } from 'hono/jsx'
import type { ModeratorAction } from '../../domain/actions.ts'
import { kindOf } from '../../domain/organisation.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { ButtonLink, Masthead } from '../../ui/parts.tsx'
import { ClaimNotice } from '../claim/claimed-by.tsx'
import { KeyboardHelp } from '../keyboard-help.tsx'
import { deskName, OrganisationName } from '../organisation-name.tsx'
import type { DeskKey } from '../shortcuts.ts'
import type { RequestView } from './request-view.ts'

/** What every page of a decision is made of; `query` leads back to the same part of the queue. */
export type DecisionProps = { signedIn: SignedIn; view: RequestView; query: string; notice?: Child }

/** What has a page of its own: decisions, and what reaches the representative without one. */
type PageAction = ModeratorAction | 'write' | 'address' | 'contact' | 'decline'

type Frame = DecisionProps & {
  action: PageAction
  /** What will happen, where it is not what the action says of itself. */
  lead?: string | undefined
  errors?: readonly { field: string; message: string }[]
  /** The page's keys beside `k`, which leads back. */
  keys?: readonly DeskKey[]
  children: Child
}

/** What an action does while its statement is private: it takes no name off a public list, and puts none on it. */
const leadsInRound: { [action in PageAction]?: MessageKey } = {
  withdraw: 'round.desk.withdraw.lead',
  restore: 'round.desk.restore.lead',
  correct: 'round.desk.correct.lead',
}

/** The frame of every decision: which request, what will happen, and the way back without deciding. */
export function renderDecision(frame: Frame): string {
  const { signedIn, view, query, notice, action, lead, errors = [], keys = ['p'], children } = frame
  const { id: moderator, language: lang, role, timeZone } = signedIn.moderator
  const { endorsement: e, claim, names } = view
  const t = translator(lang)
  return renderDesk({
    lang,
    title: `${t(`desk.action.${action}`)}: ${deskName(lang, e.organisation)}`,
    role,
    timeZone,
    at: 'queue',
    scripts: ['desk.js'],
    children: (
      <div class="desk-decision">
        <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
        {notice}
        {claim && claim.by !== moderator && (
          <ClaimNotice lang={lang} claim={claim} name={names.get(claim.by) ?? t('log.unknown')} />
        )}
        <Masthead
          eyebrow={
            <a href={paths.desk.request(e.id) + query} data-key="k" aria-keyshortcuts="k">
              {t('desk.back')}
            </a>
          }
          title={
            <>
              {t(`desk.action.${action}`)}: <OrganisationName lang={lang} organisation={e.organisation} />
            </>
          }
          dateline={
            <>
              <span class="tag">{t(`signer.${kindOf(e.organisation)}`)}</span>{' '}
              {lead ?? t((view.round.isPrivate && leadsInRound[action]) || `desk.${action}.lead`)}
            </>
          }
        />
        {children}
        <KeyboardHelp lang={lang} keys={['k', ...keys]} />
      </div>
    ),
  })
}

type FormProps = { view: RequestView; action: PageAction; query: string; children: Child }

/** The form that makes a decision, on the revision that the page shows. */
export function DecisionForm({ view: { endorsement: e }, action, query, children }: FormProps) {
  return (
    <Form action={paths.desk.action(e.id, action) + query}>
      <input type="hidden" name="revision" value={String(e.revision)} />
      {children}
    </Form>
  )
}

/** The way back to the request without deciding. */
export const Back = ({ lang, view, query }: { lang: Language; view: RequestView; query: string }) => (
  <ButtonLink href={paths.desk.request(view.endorsement.id) + query} kind="quiet">
    {translator(lang)('desk.back')}
  </ButtonLink>
)
