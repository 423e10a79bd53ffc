import { translator } from '../../i18n/index.ts'
import { OrganisationFieldset, summaryOf } from '../../organisations/fieldset.tsx'
import { type Faults, organisationFields, type Typed } from '../../organisations/form.ts'
import { Actions, Button } from '../../ui/parts.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'

/** The details of a signatory, to be put right. */
export function renderCorrectFormPage(page: DecisionProps & { typed: Typed; faults: Faults }): string {
  const { signedIn, view, query, typed, faults } = page
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  return renderDecision({
    ...page,
    action: 'correct',
    errors: summaryOf(lang, organisationFields, { typed, faults }),
    children: (
      <DecisionForm view={view} action="correct" query={query}>
        <input type="hidden" name="step" value="look" />
        <OrganisationFieldset
          lang={lang}
          typed={typed}
          faults={faults}
          legend={t('form.organisation.legend')}
          note={t('desk.correct.note')}
        />
        <Actions>
          <Button>{t('desk.correct.look')}</Button>
          <Back lang={lang} view={view} query={query} />
        </Actions>
      </DecisionForm>
    ),
  })
}
