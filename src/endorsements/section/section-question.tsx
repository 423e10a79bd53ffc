import type { Endorsement } from '../../domain/endorsement.ts'
import { kindOf } from '../../domain/organisation.ts'
import { movedTo } from '../../domain/sections.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { SectionProposal } from '../../storage/section-proposals.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { PublicDetails } from '../details.tsx'

type QuestionProps = { lang: Language; endorsement: Endorsement; proposal: SectionProposal; token: string }

/** Another section that a moderator proposes: what would be shown, and the signatory's yes or no. */
export function SectionQuestion({ lang, endorsement, proposal, token }: QuestionProps) {
  const { organisation, revision, nameWithheld } = endorsement
  const t = translator(lang)
  const moved = { ...endorsement, organisation: movedTo(proposal.kind, organisation) }
  return (
    <section class="section" id="section">
      <h2>{t('private.section.title')}</h2>
      <p>
        {t('private.section.text', {
          before: t(`signer.${kindOf(organisation)}`),
          after: t(`signer.${proposal.kind}`),
        })}
      </p>
      {proposal.kind === 'person' && <p>{t('private.section.person')}</p>}
      {nameWithheld && <p>{t('private.section.withheld')}</p>}
      <PublicDetails lang={lang} endorsement={moved} caption={t('private.section.preview')} />
      <Form action={paths.endorsement.action(lang, token, 'section')}>
        <input type="hidden" name="revision" value={String(revision)} />
        <input type="hidden" name="proposal" value={String(proposal.proposedAt.getTime())} />
        <Actions>
          <Button name="answer" value="yes">
            {t('private.section.yes')}
          </Button>
          <Button kind="quiet" name="answer" value="no">
            {t('private.section.no')}
          </Button>
        </Actions>
      </Form>
    </section>
  )
}
