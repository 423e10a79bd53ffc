import type { ModeratorAction } from '../../domain/actions.ts'
import type { Child } from 'hono/jsx'
import type { SignedIn } from '../../env.ts'
import { OrganisationFieldset, summaryOf } from '../../organisations/fieldset.tsx'
import { type Faults, organisationFields, type Typed } from '../../organisations/form.ts'
import { type Language, translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { paths } from '../../paths.ts'
import type { Details } from '../../storage/details.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form, TextArea } from '../../ui/fields.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Actions, Button, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import { Changes } from './changes.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { Keys } from '../keyboard-help.tsx'
import { MailPreview } from './mail-preview.tsx'
import { AsPublished } from './as-published.tsx'
import { type Explaining, reasonsFor } from './reasons.ts'
import { approvalOf, type RequestView } from './request-view.ts'

type Common = { signedIn: SignedIn; view: RequestView; query: string; notice?: Child; lead?: string }

/** The frame of every decision: which request, what will happen, and the way back without deciding. */
function renderDecision(
  { signedIn, view, query, notice, lead }: Common,
  action: ModeratorAction,
  children: Child,
  errors: { field: string; message: string }[] = [],
): string {
  const { language: lang, role } = signedIn.moderator
  const { endorsement: e } = view
  const t = translator(lang)
  return renderDesk({
    lang,
    title: `${t(`desk.action.${action}`)}: ${e.organisation.name}`,
    role,
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
        <Keys lang={lang} />
      </div>
    ),
  })
}

const Back = ({ lang, view, query }: { lang: Language; view: RequestView; query: string }) => (
  <ButtonLink href={paths.desk.request(view.endorsement.id) + query} kind="quiet">
    {translator(lang)('desk.back')}
  </ButtonLink>
)

/** The name exactly as it will stand on the list, and the mail: then a key of its own publishes. */
export function renderApprovePage(props: Common & { message: Omit<Message, 'to'> }): string {
  const { signedIn, view, query, message } = props
  const { language: lang, id: moderator } = signedIn.moderator
  const { endorsement: e, contact, evidence } = view
  const t = translator(lang)
  const turn = approvalOf(view, moderator)
  const given = e.status === 'confirmed' ? e.firstApproval : null
  return renderDecision(
    turn === 'first' ? { ...props, lead: t('desk.approve.lead.first') } : props,
    'approve',
    <>
      {turn !== 'only' && (
        <Notice kind="info">
          <p>{t(`desk.approve.turn.${turn}`)}</p>
          {given && (
            <p class="hint">
              <bdi>{view.names.get(given.by) ?? t('log.unknown')}</bdi>, <Moment lang={lang} at={given.at} />
            </p>
          )}
        </Notice>
      )}
      <AsPublished lang={lang} details={e} />
      {evidence && (
        <section class="section">
          <h2>{t('desk.evidence.title')}</h2>
          <EvidenceList lang={lang} evidence={evidence} />
        </section>
      )}
      {turn !== 'own' && (
        <Form action={paths.desk.action(e.id, 'approve') + query}>
          <input type="hidden" name="revision" value={String(e.revision)} />
          <Actions>
            <Button shortcut="p">
              {t(turn === 'first' ? 'desk.approve.submit.first' : 'desk.approve.submit')}
            </Button>
            <Back {...{ lang, view, query }} />
          </Actions>
        </Form>
      )}
      {turn !== 'first' && turn !== 'own' && (
        <MailPreview lang={lang} mailLang={e.language} to={contact?.email ?? null} message={message} />
      )}
    </>,
  )
}

/** First of two steps: the canned reasons, each a link that fills the next step's words. */
export function renderReasonsPage(props: Common & { action: Explaining }): string {
  const { signedIn, view, query, action } = props
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const join = query === '' ? '?' : `${query}&`
  return renderDecision(
    props,
    action,
    <>
      <nav aria-label={t('desk.reasons.title')}>
        <ol class="reasons">
          {reasonsFor(action, view.endorsement.language).map(({ code, text }, index) => (
            <li>
              <a
                href={`${paths.desk.action(view.endorsement.id, action)}${join}code=${code}`}
                data-key={String(index + 1)}
                aria-keyshortcuts={String(index + 1)}
              >
                {t(`reason.${code}.label`)}
              </a>
              {text && (
                <p class="hint" lang={view.endorsement.language}>
                  {text}
                </p>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <Actions>
        <Back {...{ lang, view, query }} />
      </Actions>
    </>,
  )
}

/** Second step: the words, to be edited, and the mail as it reads with them. Only what was shown is sent. */
export function renderExplainPage(
  props: Common & {
    action: Explaining
    code: string
    words: string
    message: Omit<Message, 'to'>
    error?: string | undefined
  },
): string {
  const { signedIn, view, query, action, code, words, message, error } = props
  const { language: lang } = signedIn.moderator
  const { endorsement: e, contact } = view
  const t = translator(lang)
  const waits = action !== 'withdraw'
  return renderDecision(
    props,
    action,
    <>
      <Form action={paths.desk.action(e.id, action) + query}>
        <input type="hidden" name="revision" value={String(e.revision)} />
        <input type="hidden" name="code" value={code} />
        {/* What the mail below was made of: other words are shown in it first. */}
        <input type="hidden" name="shown" value={error === undefined ? words : ''} />
        <TextArea
          name="words"
          label={t(`desk.${action}.words`)}
          hint={t('desk.words.hint', { language: translator(e.language)('language.name') })}
          value={words}
          error={error}
          rows={6}
          lang={e.language}
          shortcut="n"
          autofocus={words === '' && error === undefined}
          required
        />
        <Actions>
          <Button kind={action === 'return' ? 'primary' : 'danger'} shortcut="p">
            {t(`desk.${action}.submit`)}
          </Button>
          <Button kind="quiet" name="step" value="look">
            {t('desk.words.look')}
          </Button>
          <Back {...{ lang, view, query }} />
        </Actions>
      </Form>
      {words === '' ? (
        <p class="hint">{t('desk.words.first')}</p>
      ) : (
        <MailPreview {...{ lang, waits, message }} mailLang={e.language} to={contact?.email ?? null} />
      )}
    </>,
    error === undefined ? [] : [{ field: 'words', message: error }],
  )
}

/** For what needs no words: what it does, the mail, one button. */
export function renderPlainPage(
  props: Common & { action: 'reopen' | 'restore'; message: Omit<Message, 'to'> },
): string {
  const { signedIn, view, query, action, message } = props
  const { language: lang } = signedIn.moderator
  const { endorsement: e, contact } = view
  const t = translator(lang)
  return renderDecision(
    props,
    action,
    <>
      <AsPublished lang={lang} details={e} />
      <Form action={paths.desk.action(e.id, action) + query}>
        <input type="hidden" name="revision" value={String(e.revision)} />
        <Actions>
          <Button shortcut="p">{t(`desk.${action}.submit`)}</Button>
          <Back {...{ lang, view, query }} />
        </Actions>
      </Form>
      <MailPreview lang={lang} mailLang={e.language} to={contact?.email ?? null} message={message} />
    </>,
  )
}

/** The details of a signatory, to be put right. */
export function renderCorrectPage(props: Common & { typed: Typed; faults: Faults }): string {
  const { signedIn, view, query, typed, faults } = props
  const { language: lang } = signedIn.moderator
  const { endorsement: e } = view
  const t = translator(lang)
  return renderDecision(
    props,
    'correct',
    <Form action={paths.desk.action(e.id, 'correct') + query}>
      <input type="hidden" name="revision" value={String(e.revision)} />
      <input type="hidden" name="step" value="look" />
      <OrganisationFieldset
        {...{ lang, typed, faults }}
        legend={t('form.organisation.legend')}
        note={t('desk.correct.note')}
      />
      <Actions>
        <Button>{t('desk.correct.look')}</Button>
        <Back {...{ lang, view, query }} />
      </Actions>
    </Form>,
    summaryOf(lang, organisationFields, faults),
  )
}

/** The correction as it will be published, beside what it replaces, and the mail. */
export function renderCorrectionPage(
  props: Common & { typed: Typed; details: Details; message: Omit<Message, 'to'> },
): string {
  const { signedIn, view, query, typed, details, message } = props
  const { language: lang } = signedIn.moderator
  const { endorsement: e, contact } = view
  const t = translator(lang)
  const carried = organisationFields.map(name => (
    <input type="hidden" name={name} value={typed[name] ?? ''} />
  ))
  return renderDecision(
    props,
    'correct',
    <>
      <Changes lang={lang} before={e} after={details} unchanged={t('desk.correct.unchanged')} />
      <AsPublished
        lang={lang}
        details={{ ...details, signedOn: e.status === 'approved' ? e.signedOn : null }}
      />
      <Form action={paths.desk.action(e.id, 'correct') + query}>
        <input type="hidden" name="revision" value={String(e.revision)} />
        {carried}
        <Actions>
          <Button shortcut="p" name="step" value="do">
            {t('desk.correct.submit')}
          </Button>
          <Button kind="quiet" name="step" value="edit">
            {t('desk.correct.edit')}
          </Button>
          <Back {...{ lang, view, query }} />
        </Actions>
      </Form>
      <MailPreview lang={lang} mailLang={e.language} to={contact?.email ?? null} message={message} />
    </>,
  )
}
