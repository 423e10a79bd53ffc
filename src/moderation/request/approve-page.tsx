import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { Moment } from '../../ui/moment.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { AsPublished } from './as-published.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { EvidenceSection } from './evidence-list.tsx'
import { DecisionMailPreview } from './mail-preview.tsx'
import { NewcomerUntil } from './newcomer-until.tsx'
import { approvalOf, type RequestView } from './request-view.ts'
import { WithheldNotice } from './withheld-notice.tsx'

/**
 * The name exactly as it will stand on the list, or that it will be withheld, and the mail: then a key of its own
 * decides.
 */
export function renderApprovePage(page: DecisionProps & { message: Omit<Message, 'to'> }): string {
  const { signedIn, view, query, message } = page
  const { language: lang, id: moderator } = signedIn.moderator
  const { endorsement: e, evidence } = view
  const t = translator(lang)
  const turn = approvalOf(view, moderator)
  const isFirst = turn === 'first'
  const isLast = turn === 'only' || turn === 'second'
  const newcomer = view.countsAsOtherFrom && <NewcomerUntil lang={lang} from={view.countsAsOtherFrom} />
  return renderDecision({
    ...page,
    action: 'approve',
    lead: leadOf(lang, view, isFirst),
    children: (
      <>
        {turn !== 'only' && (
          <Notice kind="info">
            <p>
              {turn === 'newcomer'
                ? newcomer
                : t(
                    turn === 'second' && view.round.isPrivate
                      ? 'round.desk.approve.second'
                      : `desk.approve.turn.${turn}`,
                  )}
            </p>
            <FirstApproval lang={lang} view={view} />
          </Notice>
        )}
        <WithheldNotice lang={lang} endorsement={e} />
        <AsPublished lang={lang} details={e} />
        {evidence && <EvidenceSection lang={lang} evidence={evidence} />}
        {turn !== 'own' && turn !== 'newcomer' && (
          <DecisionForm view={view} action="approve" query={query}>
            <Actions>
              <Button shortcut="p">{t(buttonOf(view, isFirst))}</Button>
              <Back lang={lang} view={view} query={query} />
            </Actions>
          </DecisionForm>
        )}
        {isLast && <DecisionMailPreview lang={lang} view={view} message={message} />}
      </>
    ),
  })
}

function leadOf(
  lang: Language,
  { endorsement: { nameWithheld }, round }: RequestView,
  isFirst: boolean,
): string | undefined {
  const t = translator(lang)
  if (isFirst) return t('desk.approve.lead.first')
  if (round.isPrivate) return t(nameWithheld ? 'round.desk.approve.withheld' : 'round.desk.approve.lead')
  return nameWithheld ? t('withheld.desk.approve.lead') : undefined
}

function buttonOf({ endorsement: { nameWithheld }, round }: RequestView, isFirst: boolean): MessageKey {
  if (isFirst) return 'desk.approve.submit.first'
  if (round.isPrivate) return 'desk.action.approve'
  return nameWithheld ? 'withheld.desk.approve.submit' : 'desk.approve.submit'
}

/** Who approved first, and when. */
function FirstApproval({ lang, view }: { lang: Language; view: RequestView }) {
  const { endorsement: e, names } = view
  const approval = e.status === 'confirmed' ? e.firstApproval : null
  return (
    approval && (
      <p class="hint">
        <bdi>{names.get(approval.by) ?? translator(lang)('log.unknown')}</bdi>,{' '}
        <Moment lang={lang} at={approval.at} />
      </p>
    )
  )
}
