import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import type { Update, UpdateMails } from '../../storage/updates.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import type { WriterMark } from '../statements/writer-mark.ts'
import { MarkFields } from '../statements/writer-mark-fields.tsx'
import { KeptBack, UpdateFields, updateErrors } from './update-fields.tsx'
import type { TypedUpdate, UpdateFaults } from './update-form.ts'
import { UpdateStanding } from './update-page.tsx'

type UpdatesView = {
  signedIn: SignedIn
  slug: string
  title: Title
  isPublic: boolean
  updates: readonly Update[]
  /** The mails that bring them, so far. */
  mails: ReadonlyMap<string, UpdateMails>
  recipients: number
  typed: TypedUpdate
  faults: UpdateFaults
  mark: WriterMark
  /** The id under which it was kept, until it is saved; `isBack`: it has just come back. */
  kept: string | null
  isBack: boolean
  deleted: boolean
}

/** The news of a statement so far, and the form for another one. */
export function renderUpdatesPage(view: UpdatesView): string {
  const { signedIn, slug, title, isPublic, updates, recipients, typed, faults, deleted } = view
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const errors = updateErrors({ lang, typed, faults })
  return renderDesk({
    lang,
    title: t('update.title'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="writing">
        <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
        {deleted && (
          <Notice kind="done">
            <p role="status">{t('update.said.deleted')}</p>
          </Notice>
        )}
        {view.isBack && <KeptBack lang={lang} />}
        <Masthead
          eyebrow={<a href={paths.desk.statements}>{t('write.list.title')}</a>}
          title={t('update.title')}
          dateline={<span {...foreignMarks(title, lang)}>{title.title}</span>}
        />
        <p>{t('update.lead')}</p>
        <p>{t('update.recipients', { count: recipients })}</p>
        <ul class="links">
          {updates.map(update => (
            <li>
              <a href={paths.desk.update(slug, update.id)}>{t(`update.kind.${update.kind}`)}</a> ·{' '}
              <UpdateStanding
                lang={lang}
                update={update}
                mails={view.mails.get(update.id)}
                recipients={recipients}
              />
            </li>
          ))}
        </ul>
        {isPublic ? (
          <Form action={paths.desk.writing(slug, 'updates')}>
            <h2>{t('update.new')}</h2>
            <p>{t('update.new.text')}</p>
            <MarkFields mark={view.mark} kept={view.kept} />
            <UpdateFields lang={lang} typed={typed} faults={faults} />
            <Actions>
              <Button>{t('update.save')}</Button>
            </Actions>
          </Form>
        ) : (
          <p>{t('update.refused.not_public')}</p>
        )}
      </div>
    ),
  })
}
