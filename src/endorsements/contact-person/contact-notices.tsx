import type { Child } from 'hono/jsx'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { Moment } from '../../ui/moment.tsx'
import { Back, type PageAddress, renderNotice } from '../notice.tsx'
import type { ContactView } from './open-contact-link.ts'

/** Right after a button was pressed: what happens now. */
export function renderContactDone(address: PageAddress, view: ContactView): string {
  if (view.purpose === 'contact') {
    return renderWords(address, view, {
      kind: 'done',
      says: 'contact.done.title',
      texts: ['contact.done.text'],
      until: view.change && { says: 'contact.until', at: view.change.expiresAt },
    })
  }
  if (view.purpose === 'contact-objection') {
    return renderWords(address, view, {
      kind: 'done',
      says: 'contact.object.done.title',
      texts: ['contact.object.done.text'],
    })
  }
  const waits = view.change?.objectionUntil
  if (waits) {
    return renderWords(address, view, {
      kind: 'done',
      says: 'contact.takeOver.waits.title',
      texts: [view.isBlocked ? 'contact.takeOver.waits.blocked' : 'contact.takeOver.waits.text'],
      until: view.isBlocked ? null : { says: 'contact.waits.until', at: waits },
    })
  }
  return renderWords(address, view, {
    kind: 'done',
    says: 'contact.takeOver.done.title',
    texts: ['contact.takeOver.done.text'],
  })
}

/** The address on file pressed too late, or somebody else stopped it before. */
export const renderObjectionOver = (address: PageAddress, view: ContactView): string =>
  renderWords(address, view, {
    kind: 'info',
    says: 'hour.over.title',
    texts: ['contact.object.over', 'contact.object.over.way'],
  })

/** Nobody said yes in time. */
export const renderTakeOverExpired = (address: PageAddress, view: ContactView): string =>
  renderWords(address, view, {
    kind: 'stop',
    says: 'hour.expired.title',
    texts: ['contact.takeOver.expired'],
  })

type Words = {
  kind: 'done' | 'info' | 'stop'
  says: MessageKey
  texts: MessageKey[]
  /** The last moment of what the words are about. */
  until?: { says: MessageKey; at: Date } | null
}

function renderWords(address: PageAddress, { endorsement }: ContactView, words: Words): string {
  const t = wordsFor(address.lang, endorsement)
  const paragraphs: Child[] = words.texts.map(text => <p>{t(text)}</p>)
  return renderNotice(address, {
    kind: words.kind,
    title: t(words.says),
    children: (
      <>
        {paragraphs}
        {words.until && <Until lang={address.lang} {...words.until} />}
        <Back lang={address.lang} slug={endorsement.statement} />
      </>
    ),
  })
}

const Until = ({ lang, says, at }: { lang: Language; says: MessageKey; at: Date }) => (
  <p>
    {translator(lang)(says)} <Moment lang={lang} at={at} />
  </p>
)
