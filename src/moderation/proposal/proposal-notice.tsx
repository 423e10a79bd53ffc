import { entryProposed } from '../../domain/proposing.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Notice } from '../../ui/parts.tsx'
import { Changes } from '../request/changes.tsx'
import type { RequestView } from '../request/request-view.ts'
import { stampOf } from '../shown-stamp.ts'

type NoticeProps = { lang: Language; view: RequestView; stamp: string }

/** What is proposed, over a form that decides on it: nobody decides on a proposal that they were not shown. */
export function ProposalNotice({ lang, view, stamp }: NoticeProps) {
  const { endorsement: e, proposal } = view
  if (!proposal || stampOf(proposal) !== stamp) return null
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('desk.proposal.title')}>
      <Changes
        lang={lang}
        before={e}
        after={entryProposed(e, proposal)}
        unchanged={t('desk.correct.unchanged')}
      />
    </Notice>
  )
}
