import { type Language, languageName, languages, translator } from '../../i18n/index.ts'
import { paths, privatePlace } from '../../paths.ts'
import { Checkbox, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Facts, Notice } from '../../ui/parts.tsx'
import { boxFault, momentField, type TimesView } from './times-view.ts'

type SectionProps = { lang: Language; view: TimesView }

/** The private round: its address, who would be left out, and its end. */
export function RoundSection({ lang, view }: SectionProps) {
  return (
    <>
      <AddressSection lang={lang} view={view} />
      <FoundersNotice lang={lang} view={view} />
      <PublishSection lang={lang} view={view} />
    </>
  )
}

function AddressSection({ lang, view }: SectionProps) {
  const { times, token, publicUrl } = view
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('times.address')}</h2>
      <p>{t('times.address.text')}</p>
      {token !== null && (
        <Facts
          items={languages.map(one => {
            const address = publicUrl + paths.statement.page(one, privatePlace(token))
            return { label: languageName(lang, one), value: <a href={address}>{address}</a>, code: true }
          })}
        />
      )}
      <Form action={paths.desk.writing(times.slug, 'times')}>
        <input type="hidden" name="action" value="new-address" />
        <Checkbox
          name="sure"
          id="sure-address"
          label={t('times.address.sure')}
          error={boxFault(lang, view, 'new-address')}
          required
        />
        <Actions>
          <Button kind="quiet">{t('times.address.new')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

/**
 * Who has not signed what would be published: they stay out until they do; founding ones an administrator answers for.
 */
export function FoundersNotice({ lang, view }: SectionProps) {
  const { times, signed, text } = view
  const t = translator(lang)
  if (!signed || !text || signed.earlier === 0) return null
  return (
    <Notice kind="info" heading={t('times.left')}>
      <p>
        {t(times.state === 'public' ? 'times.left.public' : 'times.left.text', { count: signed.earlier })}
      </p>
      {signed.earlierFounders > 0 && times.origin === 'desk' && (
        <Form action={paths.desk.writing(times.slug, 'times')}>
          <input type="hidden" name="action" value="sign-for-founders" />
          <input type="hidden" name="version" value={String(text.version)} />
          <Checkbox
            name="sure"
            id="sure-founders"
            label={t('times.founders.sure', { count: signed.earlierFounders, version: text.version })}
            error={boxFault(lang, view, 'sign-for-founders')}
            required
          />
          <Actions>
            <Button kind="quiet">{t('times.founders')}</Button>
          </Actions>
        </Form>
      )}
    </Notice>
  )
}

function PublishSection({ lang, view }: SectionProps) {
  const { times, text } = view
  const t = translator(lang)
  const { slug, publishAt, timeZone } = times
  const action = paths.desk.writing(slug, 'times')
  return (
    <section class="section">
      <h2>{t('times.publish.title')}</h2>
      <Form action={action}>
        <input type="hidden" name="action" value="schedule" />
        <TextField
          name="publish_at"
          type="datetime-local"
          label={t('times.publishAt')}
          hint={t('times.moment.hint', { zone: timeZone })}
          {...momentField(lang, view, 'publish_at', publishAt)}
          required
        />
        <Actions>
          <Button kind="quiet">{t('times.schedule')}</Button>
        </Actions>
      </Form>
      {publishAt !== null && (
        <Form action={action}>
          <input type="hidden" name="action" value="unschedule" />
          <Actions>
            <Button kind="quiet">{t('times.unschedule')}</Button>
          </Actions>
        </Form>
      )}
      <Form action={action}>
        <input type="hidden" name="action" value="publish" />
        <input type="hidden" name="version" value={String(text?.version ?? '')} />
        <Checkbox
          name="sure"
          id="sure-publish"
          label={t('times.publish.sure')}
          error={boxFault(lang, view, 'publish')}
          required
        />
        <Actions>
          <Button>{t('times.publish')}</Button>
        </Actions>
      </Form>
    </section>
  )
}
