import type { Mail } from '../../emails/letter.ts'
import { deskMails } from '../../src/dev/mails/desk-samples.ts'
import { mails } from '../../src/dev/mails/samples.ts'
import { updateMails } from '../../src/dev/mails/update-samples.ts'
import { languages } from '../../src/i18n/index.ts'

type Kind = keyof typeof mails
const inEvery = <K>(kinds: K[]) => kinds.flatMap(kind => languages.map(lang => ({ kind, lang })))
export const everyMail = inEvery(Object.keys(mails) as Kind[])
export const everyUpdate = inEvery(Object.keys(updateMails) as (keyof typeof updateMails)[])
export const everyDeskMail = inEvery(Object.keys(deskMails) as (keyof typeof deskMails)[])
/** Those with something in them that somebody typed. */
export const everyTyped = [
  ...everyMail.filter(({ kind }) => !kind.startsWith('already-asked')),
  ...everyDeskMail.filter(({ kind }) => !kind.startsWith('desk-')),
]

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}
export const decodeHtml = (html: string) => html.replace(/&[#\w]+;/g, entity => entities[entity] ?? entity)
/** What a reader of the HTML part reads; each block is a line of its own. */
export function readHtml({ html }: Mail): string {
  const body = html.slice(html.indexOf('<body'))
  return decodeHtml(
    body.replace(/<br\/?>|<\/?(?:p|h1|h2|div|td|tr|table)\b[^>]*>/g, '\n').replace(/<[^>]*>/g, ''),
  )
}
export const hrefs = ({ html }: Mail) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => decodeHtml(url))
/** Lower case, without what only one of the parts needs: space, the text's quote marks, rules and colons. */
export const bareText = (text: string) => text.toLowerCase().replace(/[\s>:]+|-{20,}/g, '')
