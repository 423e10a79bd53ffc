import { translator } from '../../i18n/index.ts'
import { OrganisationFieldset, summaryOf } from '../../organisations/fieldset.tsx'
import { type Faults, kindOfForm, organisationFields, type Typed } from '../../organisations/form.ts'
import type { NameHolder } from '../../storage/listed-names.ts'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { ProposalNotice } from '../proposal/proposal-notice.tsx'
import { correctionWords } from './correction-words.ts'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { NameTaken } from './name-taken.tsx'
import { mayCorrectAlone } from './request-view.ts'
import { SecondNeeded } from './second-needed.tsx'

type CorrectProps = DecisionProps & {
  typed: Typed
  /** The proposal beside the form, if any: src/moderation/shown-stamp.ts. */
  proposal: string
  faults: Faults
  /** The signatories that have one of the names which were typed. */
  nameHolders?: readonly NameHolder[]
}

/** The details of a signatory, to be put right. */
export function renderCorrectFormPage(page: CorrectProps): string {
  const { signedIn, view, query, typed, faults, proposal, nameHolders = [] } = page
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const legend = 'desk.correct.legend'
  const { lead, note } = correctionWords(view)
  return renderDecision({
    ...page,
    keys: [],
    action: 'correct',
    lead: lead && t(lead),
    notice: (
      <>
        {!mayCorrectAlone(view, view.evidence) && <SecondNeeded lang={lang} />}
        <ProposalNotice lang={lang} view={view} stamp={proposal} />
        {nameHolders.length > 0 && (
          <Notice kind="stop" heading={t('desk.refused.title')}>
            <NameTaken lang={lang} holders={nameHolders} query={query} />
          </Notice>
        )}
      </>
    ),
    errors: summaryOf(lang, organisationFields, { typed, faults }),
    children: (
      <DecisionForm view={view} action="correct" query={query}>
        <input type="hidden" name="step" value="look" />
        <input type="hidden" name="proposal" value={proposal} />
        <OrganisationFieldset
          lang={lang}
          typed={typed}
          faults={faults}
          note={note}
          legend={legend}
          signers={[kindOfForm(typed)]}
        />
        <Actions>
          <Button>{t('desk.correct.look')}</Button>
          <Back lang={lang} view={view} query={query} />
        </Actions>
      </DecisionForm>
    ),
  })
}
