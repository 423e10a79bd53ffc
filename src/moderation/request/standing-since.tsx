import type { Endorsement } from '../../domain/endorsement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Moment } from '../../ui/moment.tsx'

/** Where a request stands, since when, in one sentence. */
export function Standing({ lang, endorsement }: { lang: Language; endorsement: Endorsement }) {
  const t = translator(lang)
  const { status, nameWithheld } = endorsement
  if (status === 'approved' && endorsement.founding)
    return <span class="state">{t('desk.standing.founding')}</span>
  return (
    <>
      <span class="state">
        {t(nameWithheld && status === 'approved' ? 'withheld.desk.standing' : `desk.standing.${status}`)}
      </span>{' '}
      <Moment lang={lang} at={standingSince(endorsement)} />
      {nameWithheld && status !== 'approved' && <> · {t('withheld.tag')}</>}
      {status === 'confirmed' && endorsement.firstApproval && <> · {t('desk.firstApproved')}</>}
    </>
  )
}

/** When a request came into its state; of one that waits, since when it has its place in the queue. */
function standingSince(e: Endorsement): Date {
  switch (e.status) {
    case 'requested':
      return e.requestedAt
    case 'confirmed':
      return e.waitingSince
    case 'returned':
      return e.returnedAt
    case 'approved':
      return e.approvedAt
    case 'rejected':
      return e.rejectedAt
    case 'withdrawn':
      return e.withdrawnAt
    case 'expired':
      return e.expiredAt
  }
}
