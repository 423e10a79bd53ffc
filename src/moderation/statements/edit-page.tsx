import { titleOfDraft } from '../../domain/draft.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Masthead, Meta, Notice } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'
import { Conflict } from './conflict.tsx'
import { type EditView, faultText, fieldLabel } from './edit-view.ts'
import { FounderFields } from './founder-fields.tsx'
import { SettingsFields } from './settings-fields.tsx'
import { TextFields } from './text-fields.tsx'
import { MarkFields } from './writer-mark-fields.tsx'

/** Where a statement of the desk is written. */
export function renderEditPage(view: EditView): string {
  const { signedIn, slug, draft, saved, published } = view
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const titled = titleOfDraft(draft)
  return renderDesk({
    lang,
    title: titled?.title ?? slug,
    role,
    timeZone,
    at: 'statements',
    scripts: ['desk.js', 'writing.js'],
    children: (
      <div class="writing">
        <Faults view={view} />
        <Said view={view} />
        <Masthead
          eyebrow={<a href={paths.desk.statements}>{t('write.list.title')}</a>}
          title={titled?.title ?? slug}
          lang={titled ? foreign(titled, lang) : undefined}
          dateline={
            <MomentIn
              lang={lang}
              text={t('write.savedBy', { name: saved.by, moment: '{moment}' })}
              at={saved.at}
            />
          }
        />
        <Meta
          parts={[
            t('write.origin.desk'),
            t(`write.state.${published?.state ?? 'draft'}`),
            <code>{slug}</code>,
          ]}
        />
        {published && (
          <p>
            <a href={paths.desk.writing(slug, 'times')}>{t('times.title')}</a>
          </p>
        )}
        {view.isProposed && (
          <Notice kind="info">
            <p>{t('write.proposed.note')}</p>
          </Notice>
        )}
        {view.kept?.theirs && <Conflict view={view} theirs={view.kept.theirs} />}
        <form
          method="post"
          action={paths.desk.statement(slug)}
          enctype="multipart/form-data"
          class="writing-form"
          novalidate
        >
          <input type="hidden" name="revision" value={String(view.revision)} />
          <MarkFields mark={view.mark} kept={view.kept?.id ?? null} />
          <Buttons lang={lang} />
          <TextFields view={view} />
          <FounderFields view={view} />
          <SettingsFields view={view} />
          <Buttons lang={lang} />
        </form>
        {published === null && (
          <p>
            <a href={paths.desk.writing(slug, 'delete')}>{t('write.delete')}</a>
          </p>
        )}
      </div>
    ),
  })
}

/** The first button of the form is the one that Enter presses in a field. */
function Buttons({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <Actions>
      <Button name="do" value="save">
        {t('write.save')}
      </Button>
      <Button name="do" value="preview" kind="quiet">
        {t('write.savePreview')}
      </Button>
      <Button name="do" value="publish" kind="quiet">
        {t('write.savePublish')}
      </Button>
    </Actions>
  )
}

function Faults({ view }: { view: EditView }) {
  const { language: lang } = view.signedIn.moderator
  const t = translator(lang)
  if (view.refusedLanguage !== null) {
    const refused = { field: 'language', message: t('write.language.refused') }
    return <ErrorSummary title={t('form.problems', { count: 1 })} errors={[refused]} />
  }
  const shown = view.faults.filter(({ kind }) => view.showsMissing || kind !== 'required')
  return (
    <ErrorSummary
      title={t('write.faults')}
      errors={shown.map(fault => ({
        field: fault.field,
        message: `${fieldLabel(lang, fault.field, view.draft)}: ${faultText(lang, fault)}`,
      }))}
    />
  )
}

function Said({ view }: { view: EditView }) {
  const { said, kept, signedIn } = view
  const t = translator(signedIn.moderator.language)
  if (kept && !kept.theirs)
    return (
      <Notice kind="info">
        <p role="status">{t('write.kept.back')}</p>
      </Notice>
    )
  if (said === null || kept) return null
  return (
    <Notice kind={said === 'gone' || said === 'deleted-not' ? 'stop' : 'done'}>
      <p role="status">{t(`write.said.${said}`)}</p>
    </Notice>
  )
}
