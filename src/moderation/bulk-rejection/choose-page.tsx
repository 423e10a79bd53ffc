import { evidenceSides } from '../../domain/evidence/summary.ts'
import { mostAtOnce } from '../../domain/limits.ts'
import type { SignedIn } from '../../env.ts'
import { countries, languageName, languages, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { BulkFilter } from '../../storage/bulk-rejection.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { ErrorSummary, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Masthead } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { cannedReasonsFor, type ReasonCode } from '../request/canned-reasons.ts'
import { StatementSelect } from '../statement-select.tsx'
import type { TypedBulk } from './bulk-filter.ts'
import { renderBulk } from './bulk-frame.tsx'

export type FieldFault = { field: string; message: string }

type ChooseProps = {
  signedIn: SignedIn
  filter: BulkFilter
  typed: TypedBulk
  code: ReasonCode
  faults: readonly FieldFault[]
  statements: readonly StatementSettings[]
}

/** First: by what the requests are picked out, and why they are rejected. */
export function renderChoosePage({ signedIn, filter, typed, code, faults, statements }: ChooseProps): string {
  const lang = signedIn.moderator.language
  const t = translator(lang)
  return renderBulk(
    signedIn,
    <>
      <ErrorSummary title={t('form.problems', { count: faults.length })} errors={faults} />
      <Masthead title={t('bulk.title')} dateline={t('bulk.lead', { most: mostAtOnce })} />
      <form method="post" action={paths.desk.bulkRejection} novalidate>
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
          label={t('bulk.code')}
          empty={t('reason.abuse.label')}
          value={code}
          options={cannedReasonsFor('reject', lang)
            .filter(reason => reason.code !== 'abuse')
            .map(reason => ({ value: reason.code, label: t(`reason.${reason.code}.label`) }))}
        />
        <Actions>
          <Button kind="quiet">{t('bulk.look')}</Button>
          <a href={paths.desk.queue}>{t('bulk.back')}</a>
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
        label={t('bulk.q')}
        hint={t('bulk.q.hint')}
        value={typed.q ?? ''}
        error={error('q')}
      />
      <Select
        name="evidence"
        label={t('bulk.evidence')}
        empty={t('bulk.any')}
        value={filter.evidence ?? ''}
        options={evidenceSides.map(value => ({ value, label: t(`bulk.evidence.${value}`) }))}
      />
      <Select
        name="country"
        label={t('field.country')}
        empty={t('bulk.any')}
        value={filter.country ?? ''}
        options={countries(lang).map(({ code: value, name }) => ({ value, label: name }))}
      />
      <Select
        name="language"
        label={t('bulk.language')}
        empty={t('bulk.any')}
        value={filter.language ?? ''}
        options={languages.map(value => ({ value, label: languageName(lang, value) }))}
      />
      {(['from', 'until'] as const).map(edge => (
        <TextField
          name={edge}
          label={t(`bulk.${edge}`)}
          type="datetime-local"
          hint={t('bulk.time.hint', { timeZone })}
          short
          value={typed[edge]}
          error={error(edge)}
        />
      ))}
    </>
  )
}
