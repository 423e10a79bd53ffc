import { translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { Actions, Button } from '../../ui/parts.tsx'
import { AsPublished } from './as-published.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { DecisionMailPreview } from './mail-preview.tsx'
import { WithheldNotice } from './withheld-notice.tsx'

type ReopenRestoreProps = DecisionProps & { action: 'reopen' | 'restore'; message: Omit<Message, 'to'> }

/** For what needs no text: what it does, the mail, one button. */
export function renderReopenRestorePage(page: ReopenRestoreProps): string {
  const { signedIn, view, query, action, message } = page
  const { language: lang } = signedIn.moderator
  const isCounted = action === 'restore' && view.endorsement.nameWithheld
  return renderDecision({
    ...page,
    lead: isCounted ? translator(lang)('withheld.desk.restore.lead') : undefined,
    children: (
      <>
        <WithheldNotice lang={lang} endorsement={view.endorsement} />
        <AsPublished lang={lang} details={view.endorsement} />
        <DecisionForm view={view} action={action} query={query}>
          <Actions>
            <Button shortcut="p">{translator(lang)(`desk.${action}.submit`)}</Button>
            <Back lang={lang} view={view} query={query} />
          </Actions>
        </DecisionForm>
        <DecisionMailPreview lang={lang} view={view} message={message} />
      </>
    ),
  })
}
