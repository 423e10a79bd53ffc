import type { Endorsement } from '../../domain/endorsement.ts'
import { kindOf } from '../../domain/organisation.ts'
import { entryProposed } from '../../domain/proposing.ts'
import { fieldText, type Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Proposal } from '../../storage/proposals.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Facts } from '../../ui/parts.tsx'
import { changesBetween } from './changes-between.ts'

type WaitingProps = { lang: Language; endorsement: Endorsement; proposal: Proposal; token: string }

/** The proposal that a moderator has not decided yet: what it would change, and the way to take it back. */
export function WaitingProposal({ lang, endorsement, proposal, token }: WaitingProps) {
  const t = wordsFor(lang, endorsement)
  return (
    <section class="section">
      <h2>{t('propose.waits.title')}</h2>
      <p>
        <MomentIn
          lang={lang}
          text={t('propose.waits.text', { moment: '{moment}' })}
          at={proposal.proposedAt}
        />
      </p>
      <Facts
        items={changesBetween(lang, endorsement, entryProposed(endorsement, proposal)).map(
          ({ field, after }) => ({
            label: fieldText(lang, field, undefined, kindOf(endorsement.organisation)),
            value: after === '' ? '—' : after,
          }),
        )}
      />
      <Form action={paths.endorsement.action(lang, token, 'take-back')}>
        <Actions>
          <Button kind="quiet">{t('propose.takeBack')}</Button>
        </Actions>
      </Form>
    </section>
  )
}
