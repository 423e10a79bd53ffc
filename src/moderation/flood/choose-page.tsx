import { evidenceSides } from '../../domain/evidence/summary.ts'
import { mostAtOnce } from '../../domain/limits.ts'
import type { SignedIn } from '../../env.ts'
import { countries, languageName, languages, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { FloodFilter } from '../../storage/flood.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { ErrorSummary, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Masthead } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { cannedReasonsFor, type ReasonCode } from '../request/canned-reasons.ts'
import { StatementSelect } from '../statement-select.tsx'
import type { TypedFlood } from './flood-filter.ts'
import { renderFlood } from './flood-frame.tsx'

export type FieldFault = { field: string; message: string }

type ChooseProps = {
  signedIn: SignedIn
  filter: FloodFilter
  typed: TypedFlood
  code: ReasonCode
  faults: readonly FieldFault[]
  statements: readonly StatementSettings[]
}

/** First: what singles out the flood, and why it is rejected. */
export function renderChoosePage({ signedIn, filter, typed, code, faults, statements }: ChooseProps): string {
  const lang = signedIn.moderator.language
  const t = translator(lang)
  return renderFlood(
    signedIn,
    <>
      <ErrorSummary title={t('form.problems', { count: faults.length })} errors={faults} />
      <Masthead title={t('flood.title')} dateline={t('flood.lead', { most: mostAtOnce })} />
      <form method="post" action={paths.desk.flood} novalidate>
        <input type="hidden" name="step" value="look" />
        <FilterFields
          signedIn={signedIn}
          filter={filter}
          typed={typed}
          faults={faults}
          statements={statements}
        />
        <Select
          name="code"
          label={t('flood.code')}
          empty={t('reason.abuse.label')}
          value={code}
          options={cannedReasonsFor('reject', lang)
            .filter(reason => reason.code !== 'abuse')
            .map(reason => ({ value: reason.code, label: t(`reason.${reason.code}.label`) }))}
        />
        <Actions>
          <Button kind="quiet">{t('flood.look')}</Button>
          <a href={paths.desk.queue}>{t('flood.back')}</a>
        </Actions>
      </form>
    </>,
  )
}

type FilterProps = Pick<ChooseProps, 'signedIn' | 'filter' | 'typed' | 'faults' | 'statements'>

function FilterFields({ signedIn, filter, typed, faults, statements }: FilterProps) {
  const { language: lang, timeZone } = signedIn.moderator
  const t = translator(lang)
  const error = (field: string) => faults.find(fault => fault.field === field)?.message
  return (
    <>
      <Select
        name="state"
        label={t('queue.states')}
        empty={t('queue.state.confirmed')}
        value={filter.state}
        options={[{ value: 'returned', label: t('queue.state.returned') }]}
      />
      <StatementSelect lang={lang} statements={statements} chosen={filter.statement} />
      <TextField
        name="q"
        type="search"
        label={t('flood.q')}
        hint={t('flood.q.hint')}
        value={typed.q ?? ''}
        error={error('q')}
      />
      <Select
        name="evidence"
        label={t('flood.evidence')}
        empty={t('flood.any')}
        value={filter.evidence ?? ''}
        options={evidenceSides.map(value => ({ value, label: t(`flood.evidence.${value}`) }))}
      />
      <Select
        name="country"
        label={t('field.country')}
        empty={t('flood.any')}
        value={filter.country ?? ''}
        options={countries(lang).map(({ code: value, name }) => ({ value, label: name }))}
      />
      <Select
        name="language"
        label={t('flood.language')}
        empty={t('flood.any')}
        value={filter.language ?? ''}
        options={languages.map(value => ({ value, label: languageName(lang, value) }))}
      />
      {(['from', 'until'] as const).map(edge => (
        <TextField
          name={edge}
          label={t(`flood.${edge}`)}
          type="datetime-local"
          hint={t('flood.time.hint', { timeZone })}
          short
          value={typed[edge]}
          error={error(edge)}
        />
      ))}
    </>
  )
}
