import type { Child } from 'hono/jsx'
import { marksOf } from './name.tsx'

type ButtonKind = 'primary' | 'quiet' | 'danger'

/** Submits its form. One `primary` button a page; `shortcut` is a key of the desk (src/client/desk.ts). */
export function Button(props: {
  kind?: ButtonKind | undefined
  name?: string | undefined
  value?: string | undefined
  shortcut?: string | undefined
  children: Child
}) {
  return (
    <button
      type="submit"
      class={`button ${props.kind ?? 'primary'}`}
      name={props.name}
      value={props.value}
      {...shortcutAttributes(props.shortcut)}
    >
      {props.children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink(props: {
  href: string
  kind?: ButtonKind | undefined
  shortcut?: string | undefined
  children: Child
}) {
  return (
    <a href={props.href} class={`button ${props.kind ?? 'primary'}`} {...shortcutAttributes(props.shortcut)}>
      {props.children}
    </a>
  )
}

/** A key of the desk: `data-key` for the keyboard client, `aria-keyshortcuts` for a screen reader. */
export const shortcutAttributes = (key: string | undefined): Record<string, string | undefined> => ({
  'data-key': key,
  'aria-keyshortcuts': key,
})

/** Buttons and links on one line, or one below the other where there is no room. */
export function Actions({ children }: { children: Child }) {
  return <div class="actions">{children}</div>
}

/** What just happened (`done`), what to know (`info`), or what does not work and the way on (`stop`). */
export function Notice(props: {
  kind: 'done' | 'info' | 'stop'
  heading?: Child | undefined
  /** 1 where the notice is the page, 2 within one. */
  level?: 1 | 2 | undefined
  children: Child
}) {
  const { kind, heading, level = 2 } = props
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div class={level === 1 ? `notice page-notice ${kind}` : `notice ${kind}`}>
      {heading && <Heading>{heading}</Heading>}
      {props.children}
    </div>
  )
}

type Step = { text: Child; state: 'done' | 'current' | 'next' }

/** What happens next, in order. Done and current are also said in words: colour is never alone. */
export function Steps(props: {
  heading: Child
  items: readonly Step[]
  doneLabel: string
  currentLabel: string
}) {
  const stateLabels = { done: props.doneLabel, current: props.currentLabel, next: undefined }
  return (
    <section class="steps">
      <h2>{props.heading}</h2>
      <ol>
        {props.items.map(({ text, state }) => (
          <li class={state} aria-current={state === 'current' ? 'step' : undefined}>
            {text}
            {stateLabels[state] && <span class="state"> {stateLabels[state]}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

export type Fact = {
  label: Child
  value: Child
  /** The language of the value, where it is not the page's. */
  lang?: string | undefined
  /** A name or a host, which no browser should translate. */
  verbatim?: boolean | undefined
  /** Set in a fixed-width face: hashes, ids. */
  code?: boolean | undefined
  /** An id, where src/client/live.ts keeps the value up to date. */
  live?: string | undefined
}

/** Labels and their values; a value may be anybody's text, of any length and direction. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl class="facts">
      {items.map(({ label, value, lang, code, verbatim, live }) => (
        <div>
          <dt>{label}</dt>
          <dd {...marksOf(lang)} id={live} data-live={live && ''}>
            {code ? <code>{value}</code> : <bdi translate={verbatim ? 'no' : undefined}>{value}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Where the page is; on paper alone, where nobody sees an address bar. */
export function PrintedAddress({ label, address }: { label: string; address: string }) {
  return (
    <p class="print-only">
      {label}: {address}
    </p>
  )
}

/** Short facts about somebody, on one quiet line. */
export function Meta({ parts }: { parts: readonly Child[] }) {
  return (
    <p class="meta">
      {parts.map((part, index) => (
        <>
          {index > 0 && '\u00A0· '}
          {part}
        </>
      ))}
    </p>
  )
}

/** The head of a page: a quiet line, the title, and a line or two on what this is. */
export function Masthead(props: {
  eyebrow?: Child | undefined
  title: Child
  /** The language of the title, where it is not the page's. */
  lang?: string | undefined
  /** Whose it is. */
  byline?: Child | undefined
  dateline?: Child | undefined
  /** The statement's own title, set larger. */
  hero?: boolean | undefined
}) {
  return (
    <header class={props.hero ? 'masthead hero' : 'masthead'}>
      {props.eyebrow && <p class="eyebrow">{props.eyebrow}</p>}
      <h1 {...marksOf(props.lang)}>{props.title}</h1>
      {props.byline && <p class="byline">{props.byline}</p>}
      {props.dateline && <p class="dateline">{props.dateline}</p>}
    </header>
  )
}

/** Running text set as a document: a statement's body, a privacy page. */
export function Prose({ lang, children }: { lang?: string | undefined; children: Child }) {
  return (
    <div class="prose" {...marksOf(lang)}>
      {children}
    </div>
  )
}
