import { formatMoment, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'

type NoticeProps = {
  lang: Language
  timeZone: string
  slug: string
  /** Until when a link opens the preview; null: nobody has one. */
  until: Date | null
  /** The link, just after it was made: it is shown once. */
  link: string | null
}

/**
 * Above the preview at the desk: what it is, the way back, and the link by which the team reads it without signing in.
 */
export function PreviewNotice({ lang, timeZone, slug, until, link }: NoticeProps) {
  const t = translator(lang)
  return (
    <>
      <p>
        {t('write.preview.text')} <a href={paths.desk.statement(slug)}>{t('write.preview.back')}</a>
      </p>
      {link !== null && (
        <p role="status">
          {t('write.link.once')} <code class="address">{link}</code>
        </p>
      )}
      {until && <p>{t('write.link.until', { moment: formatMoment(lang, until, timeZone) })}</p>}
      <Form action={paths.desk.writing(slug, 'preview-link')}>
        <Actions>
          <Button kind="quiet" name="do" value="make">
            {t(until ? 'write.link.again' : 'write.link.make')}
          </Button>
          {until && (
            <Button kind="danger" name="do" value="end">
              {t('write.link.end')}
            </Button>
          )}
        </Actions>
      </Form>
    </>
  )
}
