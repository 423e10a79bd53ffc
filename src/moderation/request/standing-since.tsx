import type { Endorsement } from '../../domain/endorsement.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import type { Round } from '../../storage/statement-times.ts'
import { Moment } from '../../ui/moment.tsx'

type StandingProps = { lang: Language; endorsement: Endorsement; round: Round }

/** Where a request stands, since when, in one sentence. */
export function Standing({ lang, endorsement, round }: StandingProps) {
  const t = translator(lang)
  const { status, nameWithheld } = endorsement
  if (status === 'approved' && endorsement.founding)
    return <span class="state">{t('desk.standing.founding')}</span>
  return (
    <>
      <span class="state">{t(standingKey(endorsement, round))}</span>{' '}
      <Moment lang={lang} at={standingSince(endorsement, round)} />
      {nameWithheld && status !== 'approved' && <> · {t('withheld.tag')}</>}
      {status === 'confirmed' && endorsement.firstApproval && <> · {t('desk.firstApproved')}</>}
    </>
  )
}

function standingKey({ status, nameWithheld }: Endorsement, { isPrivate }: Round): MessageKey {
  if (status !== 'approved') return `desk.standing.${status}`
  if (nameWithheld) return 'withheld.desk.standing'
  return isPrivate ? 'round.desk.standing' : 'desk.standing.approved'
}

/** When a request came into its state; of one that waits, since when it has its place in the queue. */
function standingSince(e: Endorsement, { publicSince }: Round): Date {
  switch (e.status) {
    case 'requested':
      return e.requestedAt
    case 'confirmed':
      return e.waitingSince
    case 'returned':
      return e.returnedAt
    case 'approved':
      // On no public list before its statement was public.
      return publicSince !== null && publicSince > e.approvedAt ? publicSince : e.approvedAt
    case 'rejected':
      return e.rejectedAt
    case 'withdrawn':
      return e.withdrawnAt
    case 'expired':
      return e.expiredAt
  }
}
