import type { Child } from 'hono/jsx'
import type { Language } from '../i18n/index.ts'
import { type AssetName, assetUrl } from './assets.ts'

export type Alternate = { lang: Language; href: string; label: string; current: boolean }

export type PageProps = {
  lang: Language
  title: string
  siteName: string
  skipLabel: string
  description?: string | undefined
  canonical?: string | undefined
  /** The same page in each language, for the switch in the header. */
  alternates?: readonly Alternate[] | undefined
  /** For readers of every other language. Given where search engines are to know the page in each language. */
  otherwise?: string | undefined
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

/** A whole HTML document. Give it to `renderPage`, which adds the doctype. */
export function Page(props: PageProps) {
  const { lang, title, siteName, description, canonical, alternates = [], noindex = false } = props
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {description && <meta name="description" content={description} />}
        {noindex && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#161513" media="(prefers-color-scheme: dark)" />
        {canonical && <link rel="canonical" href={canonical} />}
        {props.otherwise && <Hreflang alternates={alternates} otherwise={props.otherwise} />}
        {props.head}
        <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('style.css')} />
        {props.styles?.map(name => (
          <link rel="stylesheet" href={assetUrl(name)} />
        ))}
        {props.scripts?.map(name => (
          <script type="module" src={assetUrl(name)} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {props.skipLabel}
        </a>
        <header class="site-header">
          <a class="wordmark" href={props.home}>
            {siteName}
          </a>
          {props.nav}
          {alternates.length > 0 && <LanguageSwitch label={props.languagesLabel} alternates={alternates} />}
        </header>
        <main id="main" tabindex={-1}>
          {props.children}
        </main>
        <footer class="site-footer">{props.footer}</footer>
      </body>
    </html>
  )
}

function Hreflang({ alternates, otherwise }: { alternates: readonly Alternate[]; otherwise: string }) {
  return (
    <>
      {alternates.map(a => (
        <link rel="alternate" hreflang={a.lang} href={a.href} />
      ))}
      <link rel="alternate" hreflang="x-default" href={otherwise} />
    </>
  )
}

function LanguageSwitch({ label, alternates }: { label: string; alternates: readonly Alternate[] }) {
  return (
    <nav class="languages" aria-label={label}>
      <ul>
        {alternates.map(a => (
          <li>
            <a href={a.href} lang={a.lang} hreflang={a.lang} aria-current={a.current ? 'true' : undefined}>
              {a.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Renders a `Page` to a string. Throws if anything in it is asynchronous: load data first, then render. */
export function renderPage(node: Child): string {
  const html: unknown = node?.toString()
  if (typeof html !== 'string' || node instanceof Promise) throw new Error('a page must not render a promise')
  return `<!doctype html>${html}`
}
