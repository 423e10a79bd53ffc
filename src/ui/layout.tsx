import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionOf, type Language } from '../i18n/index.ts'
import type { Alternate } from './alternates.ts'
import { type AssetName, assetUrl } from './assets.ts'

type PageProps = {
  lang: Language
  title: string
  siteName: string
  skipLabel: string
  description?: string | undefined
  canonical?: string | undefined
  /** The same page in each language, for the switch in the header. */
  alternates?: readonly Alternate[] | undefined
  /** Of the addresses for search engines, in front of the alternates'. */
  origin?: string | undefined
  /**
   * The page for readers of every other language. Where it is given, search engines learn of the page in each language.
   */
  defaultHref?: string | undefined
  languagesLabel: string
  noindex?: boolean | undefined
  /** What else stands in the head. */
  head?: Child | undefined
  footer: Child
  home: string
  /** In the header, beside the name: the desk's own navigation. */
  nav?: Child | undefined
  /** Further style sheets, and scripts that a page can do without. */
  styles?: readonly AssetName[] | undefined
  scripts?: readonly AssetName[] | undefined
  children: Child
}

/**
 * A whole HTML document, for `renderPage`, which adds the doctype. A template and not JSX, as most of it never
 * changes and nodes of it would cost each page anew; a template escapes as JSX does.
 */
export function Page(props: PageProps) {
  const { lang, title, siteName, description, canonical, alternates = [], noindex = false } = props
  const head = [
    description && html`<meta name="description" content="${description}"/>`,
    noindex && html`<meta name="robots" content="noindex"/>`,
    canonical && html`<link rel="canonical" href="${canonical}"/>`,
    props.defaultHref && hreflang(props.origin ?? '', alternates, props.defaultHref),
    props.head,
    props.styles?.map(name => html`<link rel="stylesheet" href="${assetUrl(name)}"/>`),
    props.scripts?.map(name => html`<script type="module" src="${assetUrl(name)}"></script>`),
  ]
  const { skipLabel, home, nav, children, footer } = props
  return html`<html lang="${lang}"${directionOf(lang) === 'rtl' && raw(' dir="rtl"')}>
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${title}</title>
<meta name="color-scheme" content="light dark"/>
<meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)"/>
<meta name="theme-color" content="#161513" media="(prefers-color-scheme: dark)"/>
<link rel="icon" href="${assetUrl('favicon.svg')}" type="image/svg+xml"/>
<link rel="stylesheet" href="${assetUrl('style.css')}"/>
${head}
</head>
<body>
<a class="skip" href="#main">${skipLabel}</a>
<header class="site-header">
<a class="wordmark" href="${home}">${siteName}</a>
${nav}
${alternates.length > 0 && languageSwitch(props.languagesLabel, alternates)}
</header>
<main id="main" tabindex="-1">${children}</main>
<footer class="site-footer">${footer}</footer>
</body>
</html>`
}

const hreflang = (origin: string, alternates: readonly Alternate[], defaultHref: string) => [
  ...alternates.map(
    ({ lang, href }) => html`<link rel="alternate" hreflang="${lang}" href="${origin}${href}"/>`,
  ),
  html`<link rel="alternate" hreflang="x-default" href="${defaultHref}"/>`,
]

const languageSwitch = (label: string, alternates: readonly Alternate[]) =>
  html`<nav class="languages" aria-label="${label}"><ul>${alternates.map(
    ({ lang, href, label, current }) =>
      html`<li><a href="${href}" lang="${lang}" hreflang="${lang}"${current && raw(' aria-current="true"')}>${label}</a></li>`,
  )}</ul></nav>`

/** Renders a `Page` to a string. Throws if anything in it is asynchronous: load data first, then render. */
export function renderPage(node: Child): string {
  const page: unknown = node?.toString()
  if (typeof page !== 'string' || node instanceof Promise) throw new Error('a page must not render a promise')
  return `<!doctype html>${page}`
}
