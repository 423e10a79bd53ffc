import { type Language, translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { AsPublished } from './as-published.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { EvidenceSection } from './evidence-list.tsx'
import { DecisionMailPreview } from './mail-preview.tsx'
import { NewcomerUntil } from './newcomer-until.tsx'
import { type RequestView, restorationOf } from './request-view.ts'
import { WithheldNotice } from './withheld-notice.tsx'

type ReopenRestoreProps = DecisionProps & { action: 'reopen' | 'restore'; message: Omit<Message, 'to'> }

/** For what needs no text: what it does, the mail, one button. */
export function renderReopenRestorePage(page: ReopenRestoreProps): string {
  const { signedIn, view, query, action, message } = page
  const { language: lang, id: moderator } = signedIn.moderator
  const { evidence } = view
  const turn = action === 'restore' ? restorationOf(view, moderator) : 'possible'
  const isCounted = action === 'restore' && view.endorsement.nameWithheld && !view.round.isPrivate
  return renderDecision({
    ...page,
    lead: isCounted ? translator(lang)('withheld.desk.restore.lead') : undefined,
    children: (
      <>
        <WithheldNotice lang={lang} endorsement={view.endorsement} />
        <AsPublished lang={lang} details={view.endorsement} />
        {action === 'restore' && evidence && <EvidenceSection lang={lang} evidence={evidence} />}
        {turn === 'possible' ? (
          <>
            <DecisionForm view={view} action={action} query={query}>
              <Actions>
                <Button shortcut="p">{translator(lang)(`desk.${action}.submit`)}</Button>
                <Back lang={lang} view={view} query={query} />
              </Actions>
            </DecisionForm>
            <DecisionMailPreview lang={lang} view={view} message={message} />
          </>
        ) : (
          <NotAlone lang={lang} view={view} turn={turn} />
        )}
      </>
    ),
  })
}

/** Why this moderator is not the one who puts it back. */
function NotAlone(props: { lang: Language; view: RequestView; turn: 'own' | 'newcomer' }) {
  const { lang, view, turn } = props
  return (
    <Notice kind="info">
      <p>
        {turn === 'newcomer' && view.countsAsOtherFrom ? (
          <NewcomerUntil lang={lang} from={view.countsAsOtherFrom} />
        ) : (
          translator(lang)('desk.refused.own_withdrawal')
        )}
      </p>
    </Notice>
  )
}
