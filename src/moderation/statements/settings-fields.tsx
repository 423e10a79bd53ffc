import { secondModerators } from '../../domain/second-moderator.ts'
import { listOrders, signerKinds } from '../../domain/statement.ts'
import { timeZones } from '../../domain/time-zones.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Choice } from '../../ui/choice.tsx'
import { Checkbox, Fieldset, TextField } from '../../ui/fields.tsx'
import { type EditView, faultIn } from './edit-view.ts'

/** What is said beside the text: where it was first published, when it can be signed, by whom, and in which order. */
export function SettingsFields({ view }: { view: EditView }) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  const { source, settings } = view.draft
  const error = (field: string) => faultIn(lang, view, field)
  const optional = t('form.optional')
  return (
    <>
      <Fieldset legend={t('write.source')} hint={t('write.source.hint')}>
        <TextField
          name="source.name"
          label={t('write.source.name')}
          value={source.name}
          error={error('source.name')}
          optional={optional}
        />
        <TextField
          name="source.url"
          label={t('write.source.url')}
          value={source.url}
          error={error('source.url')}
          type="url"
          optional={optional}
        />
        <TextField
          name="source.publishedOn"
          label={t('write.source.publishedOn')}
          value={source.publishedOn}
          error={error('source.publishedOn')}
          type="date"
          short
          optional={optional}
        />
      </Fieldset>
      <Times view={view} />
      <Fieldset legend={t('write.signers')} hint={t('write.signers.hint')}>
        {signerKinds.map((kind, index) => (
          <Checkbox
            name="signers"
            id={index === 0 ? 'signers' : `signers-${kind}`}
            value={kind}
            label={t(`write.signers.${kind}`)}
            checked={settings.signers.includes(kind)}
            error={index === 0 ? error('signers') : undefined}
          />
        ))}
      </Fieldset>
      <Fieldset legend={t('write.settings')}>
        <Choice
          name="order"
          label={t('write.order')}
          hint={t('write.order.hint')}
          value={settings.order}
          options={listOrders.map(value => ({ value, label: t(`write.order.${value}`) }))}
        />
        {view.published === null ? (
          <Choice
            name="second"
            label={t('settings.second')}
            value={settings.second}
            options={secondModerators.map(value => ({ value, label: t(`settings.second.${value}`) }))}
          />
        ) : (
          <>
            <input type="hidden" name="second" value={settings.second} />
            <p class="hint">
              {t('write.second.published')} <a href={paths.desk.settings}>{t('settings.title')}</a>
            </p>
          </>
        )}
        <Checkbox
          name="inDanger"
          label={t('write.inDanger')}
          hint={t('write.inDanger.hint')}
          checked={settings.inDanger}
        />
      </Fieldset>
    </>
  )
}

function Times({ view }: { view: EditView }) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  const { settings } = view.draft
  const isPublished = view.published !== null
  const error = (field: string) => faultIn(lang, view, field)
  return (
    <Fieldset legend={t('write.times')} hint={t('write.times.hint')}>
      <TextField
        name="timeZone"
        label={t('write.timeZone')}
        hint={t('write.timeZone.hint')}
        value={settings.timeZone}
        error={error('timeZone')}
        suggestions={timeZones()}
        spellcheck={false}
        short
      />
      <TextField
        name="opens"
        label={t('write.opens')}
        value={settings.opens}
        error={error('opens')}
        type="datetime-local"
        short
        optional={t('form.optional')}
      />
      {isPublished ? (
        <>
          <input type="hidden" name="closes" value={settings.closes} />
          <p class="hint">{t('write.closes.published')}</p>
        </>
      ) : (
        <TextField
          name="closes"
          label={t('write.closes')}
          value={settings.closes}
          error={error('closes')}
          type="datetime-local"
          short
          optional={t('form.optional')}
        />
      )}
    </Fieldset>
  )
}
