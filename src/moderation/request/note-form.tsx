import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form, TextArea } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'

/** A note that could not be kept. */
export type TypedNote = { typed: string; error: string }

type NoteProps = { lang: Language; id: string; query: string; note: TypedNote | undefined }

/** Where a private note is written. */
export function NoteForm({ lang, id, query, note }: NoteProps) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('desk.note.title')}</h2>
      <Form action={paths.desk.action(id, 'note') + query}>
        <TextArea
          name="words"
          label={t('desk.note.label')}
          hint={t('desk.note.hint')}
          value={note?.typed}
          error={note?.error}
          rows={3}
          shortcut="n"
        />
        <Actions>
          <Button kind="quiet">{t('desk.note.submit')}</Button>
        </Actions>
      </Form>
    </section>
  )
}
