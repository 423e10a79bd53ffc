import type { Correction } from '../../domain/endorsing.ts'
import type { Evidence } from '../../domain/evidence/reasons.ts'
import { translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { organisationFields, type Typed, withNameFields } from '../../organisations/form.ts'
import { Actions, Button } from '../../ui/parts.tsx'
import { AsPublished } from './as-published.tsx'
import { Changes } from './changes.tsx'
import { correctionWords } from './correction-words.ts'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { EvidenceSection } from './evidence-list.tsx'
import { DecisionMailPreview } from './mail-preview.tsx'
import { mayCorrectAlone } from './request-view.ts'
import { SecondNeeded } from './second-needed.tsx'
import { WithheldNotice } from './withheld-notice.tsx'

type CorrectPreviewProps = DecisionProps & {
  typed: Typed
  proposal: string
  details: Correction
  /** Of the details as they would be; null where nobody asked for it. */
  evidence: Evidence | null
  message: Omit<Message, 'to'>
}

/** The correction as it will be published, beside what it replaces, and the mail. */
export function renderCorrectPreviewPage(page: CorrectPreviewProps): string {
  const { signedIn, view, query, typed, proposal, details, evidence, message } = page
  const isAllowed = mayCorrectAlone(view, view.evidence, evidence)
  const { language: lang } = signedIn.moderator
  const { endorsement: e } = view
  const corrected = { ...details, nameWithheld: e.nameWithheld }
  const words = correctionWords(view)
  const t = translator(lang)
  return renderDecision({
    ...page,
    action: 'correct',
    lead: words.lead && t(words.lead),
    children: (
      <>
        <Changes lang={lang} before={e} after={corrected} unchanged={t('desk.correct.unchanged')} />
        <WithheldNotice lang={lang} endorsement={e} />
        <AsPublished
          lang={lang}
          details={{ ...corrected, signedOn: e.status === 'approved' ? e.signedOn : null }}
        />
        {evidence && <EvidenceSection lang={lang} evidence={evidence} />}
        {!isAllowed && <SecondNeeded lang={lang} />}
        <DecisionForm view={view} action="correct" query={query}>
          <input type="hidden" name="proposal" value={proposal} />
          {withNameFields(organisationFields, typed).map(name => (
            <input type="hidden" name={name} value={typed[name] ?? ''} />
          ))}
          <Actions>
            {isAllowed && (
              <Button shortcut="p" name="step" value="do">
                {t(words.submit)}
              </Button>
            )}
            <Button kind="quiet" name="step" value="edit">
              {t('desk.correct.edit')}
            </Button>
            <Back lang={lang} view={view} query={query} />
          </Actions>
        </DecisionForm>
        {isAllowed && <DecisionMailPreview lang={lang} view={view} message={message} />}
      </>
    ),
  })
}
