import type { Correction } from '../../domain/endorsing.ts'
import { translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { organisationFields, type Typed } from '../../organisations/form.ts'
import { Actions, Button } from '../../ui/parts.tsx'
import { AsPublished } from './as-published.tsx'
import { Changes } from './changes.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { DecisionMailPreview } from './mail-preview.tsx'
import { WithheldNotice } from './withheld-notice.tsx'

type CorrectPreviewProps = DecisionProps & {
  typed: Typed
  details: Correction
  message: Omit<Message, 'to'>
}

/** The correction as it will be published, beside what it replaces, and the mail. */
export function renderCorrectPreviewPage(page: CorrectPreviewProps): string {
  const { signedIn, view, query, typed, details, message } = page
  const { language: lang } = signedIn.moderator
  const { endorsement: e } = view
  const corrected = { ...details, nameWithheld: e.nameWithheld }
  const t = translator(lang)
  return renderDecision({
    ...page,
    action: 'correct',
    lead: e.nameWithheld ? t('withheld.desk.correct.lead') : undefined,
    children: (
      <>
        <Changes lang={lang} before={e} after={corrected} unchanged={t('desk.correct.unchanged')} />
        <WithheldNotice lang={lang} endorsement={e} />
        <AsPublished
          lang={lang}
          details={{ ...corrected, signedOn: e.status === 'approved' ? e.signedOn : null }}
        />
        <DecisionForm view={view} action="correct" query={query}>
          {organisationFields.map(name => (
            <input type="hidden" name={name} value={typed[name] ?? ''} />
          ))}
          <Actions>
            <Button shortcut="p" name="step" value="do">
              {t(e.nameWithheld ? 'withheld.desk.correct.submit' : 'desk.correct.submit')}
            </Button>
            <Button kind="quiet" name="step" value="edit">
              {t('desk.correct.edit')}
            </Button>
            <Back lang={lang} view={view} query={query} />
          </Actions>
        </DecisionForm>
        <DecisionMailPreview lang={lang} view={view} message={message} />
      </>
    ),
  })
}
