import { formatDay, formatMomentInZone, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Checkbox, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { momentField, type TimesView } from './times-view.ts'

type SectionProps = { lang: Language; view: TimesView }

/** The deadline: how it was moved, and what can still be done about it. */
export function DeadlineSection({ lang, view }: SectionProps) {
  const t = translator(lang)
  const { slug, timeZone } = view.times
  return (
    <section class="section">
      <h2>{t('deadline.label')}</h2>
      {view.extensions.map(({ at, from, to }) => {
        const on = formatDay(lang, at, timeZone)
        const moments = { on, to: formatMomentInZone(lang, to, timeZone) }
        return (
          <p>
            {from === null
              ? t('deadline.set', moments)
              : t('deadline.extended', { ...moments, from: formatMomentInZone(lang, from, timeZone) })}
          </p>
        )
      })}
      <DeadlineForms lang={lang} view={view} />
      {view.times.frozen && (
        <p>
          {t('times.frozen')} <a href={paths.statement.final(lang, slug)}>{t('final.read')}</a>
        </p>
      )}
    </section>
  )
}

function DeadlineForms({ lang, view }: SectionProps) {
  const { times } = view
  const t = translator(lang)
  const { slug, origin, state, closesAt, timeZone, frozen, lateSignatories } = times
  const action = paths.desk.writing(slug, 'times')
  if (origin === 'files') return <p>{t('times.ofTheFiles')}</p>
  if (state === 'draft') return <p>{t('times.said.notPublic')}</p>
  return (
    <>
      {!frozen && (
        <Form action={action}>
          <input type="hidden" name="action" value="extend" />
          <input type="hidden" name="shown" value={closesAt?.toISOString() ?? ''} />
          <TextField
            name="closes_at"
            type="datetime-local"
            label={t(closesAt === null ? 'times.deadline.set' : 'times.extend.label')}
            hint={t('times.moment.hint', { zone: timeZone })}
            {...momentField(lang, view, 'closes_at', closesAt)}
            required
          />
          <p class="hint">{t('times.extend.text')}</p>
          <Actions>
            <Button kind="quiet">{t(closesAt === null ? 'times.deadline.submit' : 'times.extend')}</Button>
          </Actions>
        </Form>
      )}
      <Form action={action}>
        <input type="hidden" name="action" value="late" />
        <Checkbox
          name="allowed"
          label={t('times.late')}
          hint={t('times.late.hint')}
          checked={lateSignatories}
        />
        <Actions>
          <Button kind="quiet">{t('settings.save')}</Button>
        </Actions>
      </Form>
    </>
  )
}
