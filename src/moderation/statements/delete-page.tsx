import { titleOfDraft } from '../../domain/draft.ts'
import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { StoredDraft } from '../../storage/drafts.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead } from '../../ui/parts.tsx'

/** Before a draft is deleted for good. */
export function renderDeletePage(signedIn: SignedIn, { slug, draft, revision }: StoredDraft): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('write.delete'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="people-page">
        <Masthead
          title={t('write.delete')}
          dateline={t('write.delete.text', { title: titleOfDraft(draft)?.title ?? slug })}
        />
        <Form action={paths.desk.writing(slug, 'delete')}>
          <input type="hidden" name="revision" value={String(revision)} />
          <Actions>
            <Button kind="danger">{t('write.delete.submit')}</Button>
            <a href={paths.desk.statement(slug)}>{t('write.back')}</a>
          </Actions>
        </Form>
      </div>
    ),
  })
}
