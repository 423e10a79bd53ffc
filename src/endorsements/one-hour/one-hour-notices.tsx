import type { Endorsement } from '../../domain/endorsement.ts'
import type { MessageKey } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { Back, isInRound, type PageAddress, renderNotice } from '../notice.tsx'
import type { LinkPurpose } from './one-hour-actions.ts'

type Notice = { purpose: LinkPurpose; endorsement: Endorsement }

/** Right after the button was pressed: what was done, and what nobody can undo. */
export function renderDone(address: PageAddress, { purpose, endorsement }: Notice): string {
  return renderWords(address, endorsement, {
    kind: 'done',
    headline: isInRound(address) && purpose === 'reveal' ? 'round.reveal.done' : `hour.${purpose}.done`,
    texts: (isInRound(address) && doneInRound[purpose]?.(endorsement)) || doneTexts[purpose](endorsement),
  })
}

const doneTexts: Record<LinkPurpose, (e: Endorsement) => MessageKey[]> = {
  withdraw: e => {
    if (e.status !== 'withdrawn' || e.was === null) return ['leave.done.stopped', 'leave.done.mailed']
    return e.nameWithheld
      ? ['withheld.leave.done', 'withheld.leave.copies', 'leave.done.mailed']
      : ['leave.done.list', 'leave.copies', 'leave.done.mailed']
  },
  erase: e => {
    const stays: MessageKey[] = e.status === 'approved' ? ['leave.done.staysListed'] : []
    return ['leave.done.erased', ...stays, 'leave.hour', 'leave.done.unknown']
  },
  withhold: () => ['leave.done.list', 'withheld.change.counted', 'leave.copies', 'withheld.change.mailed'],
  reveal: () => ['withheld.change.donePublic', 'withheld.change.mailed'],
}

/** What differs while the statement is private. */
const doneInRound: { [purpose in LinkPurpose]?: (e: Endorsement) => MessageKey[] | null } = {
  withdraw: e => (e.status === 'withdrawn' && e.was !== null ? ['round.leave', 'leave.done.mailed'] : null),
  withhold: () => ['withheld.change.counted', 'withheld.change.mailed'],
  reveal: () => ['round.reveal', 'withheld.change.mailed'],
}

/** The link was used, or what it is for has been done in another way. */
export const renderOver = (address: PageAddress, { endorsement }: Pick<Notice, 'endorsement'>): string =>
  renderWords(address, endorsement, {
    kind: 'info',
    headline: 'hour.over.title',
    texts: ['hour.over.text', 'hour.over.way'],
  })

export const renderExpired = (address: PageAddress, { endorsement }: Pick<Notice, 'endorsement'>): string =>
  renderWords(address, endorsement, {
    kind: 'stop',
    headline: 'hour.expired.title',
    texts: ['hour.expired.text', 'hour.expired.way'],
  })

function renderWords(
  address: PageAddress,
  endorsement: Endorsement,
  words: { kind: 'done' | 'info' | 'stop'; headline: MessageKey; texts: MessageKey[] },
): string {
  const t = wordsFor(address.lang, endorsement)
  return renderNotice(address, {
    kind: words.kind,
    title: t(words.headline),
    children: (
      <>
        {words.texts.map(text => (
          <p>{t(text)}</p>
        ))}
        <Back lang={address.lang} slug={endorsement.statement} />
      </>
    ),
  })
}
