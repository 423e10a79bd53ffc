import type { Endorsement } from '../../domain/endorsement.ts'
import { mostHistory } from '../../domain/limits.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import type { OwnEvent, SentWords } from '../../storage/stored-of-endorsement.ts'
import { Lines } from '../../ui/lines.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Facts } from '../../ui/parts.tsx'
import { isMessage, type OwnHistory } from './own-history.ts'

type HistoryProps = { lang: Language; endorsement: Endorsement; history: OwnHistory }

/** What happened to the request, oldest first, with the messages that moderators wrote beside their decisions. */
export function HistorySection({ lang, endorsement, history }: HistoryProps) {
  const t = wordsFor(lang, endorsement)
  const messages = history.words.filter(isMessage)
  const entries = [
    ...history.events.filter(isTold).map(event => ({ at: event.at, words: <>{t(wordsOf(event))}</> })),
    ...messages.map(message => ({ at: message.at, words: <Message lang={lang} message={message} /> })),
  ].sort((one, other) => one.at.getTime() - other.at.getTime())
  return (
    <section class="section">
      <h2>{t('private.history')}</h2>
      <Facts
        items={entries
          .slice(-mostHistory)
          .map(({ at, words }) => ({ label: <Moment lang={lang} at={at} as="day" />, value: words }))}
      />
    </section>
  )
}

/** What is never on this page: it has gone with the contact, or is not told. */
const untoldKinds = ['superseded', 'disowned', 'founded', 'erased', 'first_approved', 'undone'] as const
type UntoldKind = (typeof untoldKinds)[number]
type ToldEvent = OwnEvent & { kind: Exclude<OwnEvent['kind'], UntoldKind> }

const isTold = (event: OwnEvent): event is ToldEvent => !untoldKinds.some(kind => kind === event.kind)

/** By whom it was withdrawn makes another sentence. */
const wordsOf = ({ kind, actor }: ToldEvent): MessageKey =>
  kind === 'withdrawn' && actor === 'representative' ? 'private.history.left' : `private.history.${kind}`

function Message({ lang, message }: { lang: Language; message: SentWords }) {
  return (
    <>
      {translator(lang)(message.kind === 'decline' ? 'private.history.reason' : 'private.history.message')}
      <br />
      <Lines text={message.text} />
    </>
  )
}
