import type { Child } from 'hono/jsx'
import type { ModeratorAction } from '../../domain/actions.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { ButtonLink, Masthead } from '../../ui/parts.tsx'
import { KeyboardHelp } from '../keyboard-help.tsx'
import type { RequestView } from './request-view.ts'

/** What every page of a decision is made of; `query` leads back to the same part of the queue. */
export type DecisionProps = { signedIn: SignedIn; view: RequestView; query: string; notice?: Child }

type Frame = DecisionProps & {
  action: ModeratorAction
  /** What will happen, where it is not what the action says of itself. */
  lead?: string | undefined
  errors?: readonly { field: string; message: string }[]
  children: Child
}

/** The frame of every decision: which request, what will happen, and the way back without deciding. */
export function renderDecision(frame: Frame): string {
  const { signedIn, view, query, notice, action, lead, errors = [], children } = frame
  const { language: lang, role, timeZone } = signedIn.moderator
  const { endorsement: e } = view
  const t = translator(lang)
  return renderDesk({
    lang,
    title: `${t(`desk.action.${action}`)}: ${e.organisation.name}`,
    role,
    timeZone,
    at: 'queue',
    scripts: ['desk.js'],
    children: (
      <div class="desk-decision">
        <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
        {notice}
        <Masthead
          eyebrow={
            <a href={paths.desk.request(e.id) + query} data-key="k" aria-keyshortcuts="k">
              {t('desk.back')}
            </a>
          }
          title={
            <>
              {t(`desk.action.${action}`)}: <bdi>{e.organisation.name}</bdi>
            </>
          }
          dateline={lead ?? t(`desk.${action}.lead`)}
        />
        {children}
        <KeyboardHelp lang={lang} />
      </div>
    ),
  })
}

type FormProps = { view: RequestView; action: ModeratorAction; query: string; children: Child }

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
