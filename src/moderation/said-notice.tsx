import { type Language, translator } from '../i18n/index.ts'
import { Notice } from '../ui/parts.tsx'

/** What was done on the page before, by the word that the address carries. */
const sayings = {
  claimed: 'claim.done',
  released: 'claim.released',
  written: 'reach.write.done',
  'link-sent': 'reach.link.done',
  readdressed: 'reach.address.done',
  'contact-named': 'reach.contact.done',
  'contact-stopped': 'reach.contact.stopped',
  'section-proposed': 'desk.section.proposed',
  'section-stopped': 'desk.section.stopped',
  declined: 'desk.decline.done',
  'mailed-again': 'parked.sent',
} as const
type DeskSaying = keyof typeof sayings

/** The notice of something that was done without a decision. */
export function SaidNotice({ lang, said }: { lang: Language; said: DeskSaying }) {
  return (
    <Notice kind="done">
      <p role="status">{translator(lang)(sayings[said])}</p>
    </Notice>
  )
}

export const isDeskSaying = (word: string): word is DeskSaying => Object.hasOwn(sayings, word)
