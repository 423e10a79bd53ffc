import { html } from 'hono/html'
import type { Mail } from '../../../emails/letter.ts'
import { type Language, languages, type SignerKind } from '../../i18n/index.ts'
import { allMails } from './samples.ts'

type Scheme = 'light' | 'dark'
type Page = ReturnType<typeof html>

type Name = keyof typeof allMails

/** Of whom a mail says something else than of an organisation. */
const otherSigners = {
  person: 'Alena Kavalenka',
  network: 'Network of Forums',
} satisfies Partial<Record<SignerKind, string>>
const otherKinds = Object.keys(otherSigners) as (keyof typeof otherSigners)[]

type Preview = { name: string; mailIn: (lang: Language) => Mail }

/** Each message to an organisation, and to a person and a network where its text is another one. */
export const previews: readonly Preview[] = (Object.keys(allMails) as Name[]).flatMap(name => {
  const textOf = (lang: Language, kind?: SignerKind) => {
    const { subject, text } = allMails[name](lang, kind === undefined ? {} : { kind })
    return subject + text
  }
  const others = otherKinds.filter(kind => languages.some(lang => textOf(lang, kind) !== textOf(lang)))
  return [
    { name, mailIn: lang => allMails[name](lang) },
    ...others.map(kind => ({
      name: `${name}, ${kind}`,
      mailIn: (lang: Language) => allMails[name](lang, { kind, organisation: otherSigners[kind] }),
    })),
  ]
})

const fileNameOf = (name: string, lang: Language) => `${name.toLowerCase().replace(/[^a-z]+/g, '-')}.${lang}`

/** The HTML part as a reader in light or in dark sees it, whatever the device prefers. */
export const inScheme = (mail: Mail, scheme: Scheme): string =>
  mail.html
    .replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
    .replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`)

/**
 * A small site of every message in every language, with sample data: by file name what it holds. `index.html` lists
 * them; each has a page with both parts, in light and in dark, as wide as a telephone and wider.
 */
export function previewFiles(): Map<string, string> {
  const files = new Map([['index.html', indexPage().toString()]])
  for (const { name, mailIn } of previews)
    for (const lang of languages) {
      const mail = mailIn(lang)
      const file = fileNameOf(name, lang)
      files.set(`${file}.html`, mailPage(name, lang, mail).toString())
      files.set(`${file}.light.html`, inScheme(mail, 'light'))
      files.set(`${file}.dark.html`, inScheme(mail, 'dark'))
      files.set(`${file}.txt`, mail.text)
    }
  return files
}

const indexPage = (): Page =>
  layout(
    'Every message',
    html`<h1>Every message</h1>
<table>
${previews.map(
  ({ name, mailIn }) => html`<tr><th scope="row">${name}</th>
${languages.map(
  lang =>
    html`<td><a lang="${lang}" href="${fileNameOf(name, lang)}.html">${lang}: ${mailIn(lang).subject}</a></td>`,
)}</tr>\n`,
)}
</table>`,
  )

function mailPage(name: string, lang: Language, { subject, text }: Mail): Page {
  const file = fileNameOf(name, lang)
  const frames = (['light', 'dark'] as const).flatMap(scheme =>
    [320, 640].map(
      width =>
        html`<iframe width="${width}" height="900" sandbox title="${scheme}, ${width} px" src="${file}.${scheme}.html"></iframe>\n`,
    ),
  )
  return layout(
    `${name}, ${lang}`,
    html`<p><a href="index.html">Every message</a></p>
<h1>${name}</h1>
<p lang="${lang}">${subject}</p>
${frames}
<pre lang="${lang}" dir="auto">${text}</pre>`,
  )
}

const layout = (title: string, body: Page): Page => html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; font-weight: inherit }
iframe { border: 1px solid; max-width: 100% }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 60rem }
</style>
${body}
</html>
`
