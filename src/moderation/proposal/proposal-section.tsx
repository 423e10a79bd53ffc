import { entryProposed } from '../../domain/proposing.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { organisationFields, typedDetails, withNameFields } from '../../organisations/form.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, ButtonLink } from '../../ui/parts.tsx'
import { Changes } from '../request/changes.tsx'
import { NameTaken } from '../request/name-taken.tsx'
import { mayCorrectAlone, type RequestView } from '../request/request-view.ts'
import { SecondNeeded } from '../request/second-needed.tsx'
import { stampOf } from '../shown-stamp.ts'

type ProposalProps = { lang: Language; view: RequestView; query: string }

/**
 * What the representative proposes: before and after, and the ways to decide. No name of another signatory is offered.
 */
export function ProposalSection({ lang, view, query }: ProposalProps) {
  const { endorsement: e, proposal, proposalHolders, proposalEvidence } = view
  if (!proposal) return null
  const t = translator(lang)
  const since = t('desk.proposal.since', { moment: '{moment}' })
  const isTaken = proposalHolders.length > 0
  const isAllowed = mayCorrectAlone(view, view.evidence, proposalEvidence)
  const isShown = !e.nameWithheld && !view.round.isPrivate
  const publish = isShown ? 'desk.proposal.publish' : 'withheld.desk.correct.submit'
  return (
    <section class="section" id="proposal">
      <h2>{t('desk.proposal.title')}</h2>
      <p>
        <MomentIn lang={lang} text={since} at={proposal.proposedAt} />
      </p>
      <Changes
        lang={lang}
        before={e}
        after={entryProposed(e, proposal)}
        unchanged={t('desk.correct.unchanged')}
      />
      {isTaken ? <p>{t('desk.proposal.taken')}</p> : <p class="hint">{t('desk.proposal.lead')}</p>}
      {!isAllowed && <SecondNeeded lang={lang} />}
      <NameTaken lang={lang} holders={proposalHolders} query={query} />
      <Form action={paths.desk.action(e.id, 'correct') + query}>
        {!isTaken && <Prefilled view={view} />}
        <Actions>
          {!isTaken && (
            <Button kind={isAllowed ? 'primary' : 'quiet'}>
              {t(isAllowed ? publish : 'desk.correct.look')}
            </Button>
          )}
          <ButtonLink href={paths.desk.action(e.id, 'decline') + query} kind="quiet">
            {t('desk.action.decline')}
          </ButtonLink>
        </Actions>
      </Form>
    </section>
  )
}

/** The proposal as the form of a correction would send it, to be looked at first. */
function Prefilled({ view: { endorsement, proposal } }: { view: RequestView }) {
  if (!proposal) return null
  const typed = typedDetails(entryProposed(endorsement, proposal))
  return (
    <>
      <input type="hidden" name="revision" value={String(endorsement.revision)} />
      <input type="hidden" name="step" value="look" />
      <input type="hidden" name="proposal" value={stampOf(proposal)} />
      {withNameFields(organisationFields, typed).map(name => (
        <input type="hidden" name={name} value={typed[name] ?? ''} />
      ))}
    </>
  )
}
