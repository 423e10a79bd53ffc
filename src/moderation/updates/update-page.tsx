import { isGoing } from '../../domain/updates.ts'
import type { SignedIn } from '../../env.ts'
import { inLanguage, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { noMails, type Update, type UpdateMails } from '../../storage/updates.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { MailFigure } from '../request/mail-preview.tsx'
import type { WriterMark } from '../statements/writer-mark.ts'
import { MarkFields } from '../statements/writer-mark-fields.tsx'
import { KeptBack, UpdateFields, updateErrors } from './update-fields.tsx'
import type { TypedUpdate, UpdateFaults } from './update-form.ts'
import type { UpdatePreview } from './update-previews.ts'

export const updateSayings = [
  'saved',
  'sent',
  'stopped',
  'changed_meanwhile',
  'sent_already',
  'same_administrator',
  'newcomer',
  'not_public',
  'not_going',
] as const
export type UpdateSaying = (typeof updateSayings)[number]

type UpdateView = {
  signedIn: SignedIn
  slug: string
  update: Update
  /** The mails that bring it, so far; undefined: there are none yet. */
  mails: UpdateMails | undefined
  /** Who wrote it, who sent it, and who stopped it. */
  names: { writer: string; sender: string; stopper: string }
  previews: readonly UpdatePreview[]
  digest: string
  recipients: number
  typed: TypedUpdate
  faults: UpdateFaults
  mark: WriterMark
  /** The id under which it was kept, until it is saved; `isBack`: it has just come back. */
  kept: string | null
  isBack: boolean
  /** Which the form is of. */
  revision: number
  said: UpdateSaying | null
}

type StandingProps = {
  lang: Language
  update: Update
  mails: UpdateMails | undefined
  /** How many would get it now. */
  recipients: number
}

/** Where an update stands: when it was saved, or since when it goes and how many have got it. */
export function UpdateStanding({ lang, update, mails, recipients }: StandingProps) {
  const { sentAt, writtenAt, finishedAt, stoppedAt, stoppedOf } = update
  const t = translator(lang)
  const moment = '{moment}'
  if (sentAt === null)
    return <MomentIn lang={lang} text={t('update.standing.written', { moment })} at={writtenAt} />
  const { all, sent, waiting } = mails ?? noMails
  if (stoppedAt !== null) {
    const text = t('update.standing.stopped', { moment, sent, all: stoppedOf ?? all })
    return <MomentIn lang={lang} text={text} at={stoppedAt} />
  }
  const text =
    finishedAt === null || waiting > 0
      ? // Until the sweep has come to the end, some have no mail yet.
        t('update.standing.onItsWay', {
          moment,
          sent,
          all: finishedAt === null ? Math.max(all, recipients) : all,
        })
      : t('update.standing.handed', { moment, sent, all })
  return <MomentIn lang={lang} text={text} at={sentAt} />
}

/** An update with the very mails that go out: for a second administrator to send, or to be written anew. */
export function renderUpdatePage(view: UpdateView): string {
  const { signedIn, slug, update, previews, recipients, typed, faults, said } = view
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const errors = updateErrors({ lang, typed, faults })
  return renderDesk({
    lang,
    title: t(`update.kind.${update.kind}`),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="writing">
        <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
        {said && <Said view={view} said={said} />}
        {view.isBack && <KeptBack lang={lang} />}
        <Masthead
          eyebrow={<a href={paths.desk.writing(slug, 'updates')}>{t('update.title')}</a>}
          title={t(`update.kind.${update.kind}`)}
          dateline={<UpdateStanding lang={lang} update={update} mails={view.mails} recipients={recipients} />}
        />
        <People view={view} />
        <p>{t('update.recipients', { count: recipients })}</p>
        {update.sentAt === null && <ToSend view={view} />}
        {isGoing(update, (view.mails ?? noMails).waiting) && <ToStop view={view} />}
        {previews.map(({ lang: mailLang, ...message }) => (
          <section class="section">
            <h2>{t('update.mail', { language: inLanguage(lang, mailLang) })}</h2>
            <MailFigure lang={lang} mailLang={mailLang} to={t('update.to')} message={message} />
          </section>
        ))}
        {update.sentAt === null && <Rewrite view={view} />}
      </div>
    ),
  })
}

function People({ view: { signedIn, names } }: { view: UpdateView }) {
  const t = translator(signedIn.moderator.language)
  return (
    <>
      {names.writer !== '' && <p>{t('update.writer', { name: names.writer })}</p>}
      {names.sender !== '' && <p>{t('update.sender', { name: names.sender })}</p>}
      {names.stopper !== '' && <p>{t('update.stopper', { name: names.stopper })}</p>}
    </>
  )
}

function Said({ view, said }: { view: UpdateView; said: UpdateSaying }) {
  const t = translator(view.signedIn.moderator.language)
  const isDone = said === 'saved' || said === 'sent' || said === 'stopped'
  return (
    <Notice kind={isDone ? 'done' : 'stop'}>
      <p role={isDone ? 'status' : 'alert'}>
        {isDone ? t(`update.said.${said}`) : t(`update.refused.${said}`)}
      </p>
    </Notice>
  )
}

function ToSend({ view }: { view: UpdateView }) {
  const { signedIn, slug, update, digest } = view
  const t = translator(signedIn.moderator.language)
  const isOwn = update.writtenBy === signedIn.moderator.id
  if (isOwn) return <p>{t('update.own')}</p>
  return (
    <Form action={paths.desk.sendUpdate(slug, update.id)}>
      <input type="hidden" name="revision" value={String(update.revision)} />
      <input type="hidden" name="digest" value={digest} />
      <p>{t('update.agree.text')}</p>
      <Actions>
        <Button>{t('update.agree')}</Button>
      </Actions>
    </Form>
  )
}

function ToStop({ view: { signedIn, slug, update } }: { view: UpdateView }) {
  const t = translator(signedIn.moderator.language)
  return (
    <Form action={paths.desk.stopUpdate(slug, update.id)}>
      <p>{t('update.stop.text')}</p>
      <Actions>
        <Button kind="danger">{t('update.stop')}</Button>
      </Actions>
    </Form>
  )
}

function Rewrite({ view }: { view: UpdateView }) {
  const { signedIn, slug, update, typed, faults, mark, kept, revision } = view
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  return (
    <Form action={paths.desk.update(slug, update.id)}>
      <h2>{t('update.rewrite')}</h2>
      <p>{t('update.rewrite.text')}</p>
      <input type="hidden" name="revision" value={String(revision)} />
      <MarkFields mark={mark} kept={kept} />
      <UpdateFields lang={lang} typed={typed} faults={faults} />
      <Actions>
        <Button kind="quiet" name="do" value="save">
          {t('update.save')}
        </Button>
        <Button kind="danger" name="do" value="delete">
          {t('update.delete')}
        </Button>
      </Actions>
    </Form>
  )
}
