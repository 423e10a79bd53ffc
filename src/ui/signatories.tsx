import type { Child } from 'hono/jsx'

export type SignatoryItem = {
  name: string
  /** The language of the name, where it is known and not the page's. */
  nameLang?: string | undefined
  country?: string | undefined
  /** Ready to read, with the machine's form beside it. */
  date?: { text: string; iso: string } | undefined
  website?: { href: string; label: string } | undefined
  comment?: string | undefined
}

/**
 * A sentence with its number set large: `text` as translated, `figure` as it is written in it.
 * A figure that is not in the text leaves the text as it is.
 */
export function Count({ text, figure, live }: { text: string; figure: string; live?: boolean | undefined }) {
  const at = text.indexOf(figure)
  return (
    <p class="count" aria-live={live ? 'polite' : undefined} aria-atomic={live ? 'true' : undefined}>
      {at < 0 ? (
        text
      ) : (
        <>
          {text.slice(0, at)}
          <span class="figure">{figure}</span>
          {text.slice(at + figure.length)}
        </>
      )}
    </p>
  )
}

/** The names, across the page: put one `SignatoryList` a group into it. */
export function Register(props: { heading: Child; id?: string | undefined; note?: Child; children: Child }) {
  return (
    <section class="register" id={props.id}>
      <div class="register-head">
        <h2>{props.heading}</h2>
        {props.note && <p>{props.note}</p>}
      </div>
      {props.children}
    </section>
  )
}

/** One group of signatories in columns, in the order given. */
export function SignatoryList(props: {
  heading: Child
  kind: 'founding' | 'endorsing'
  items: readonly SignatoryItem[]
}) {
  return (
    <div class={`names ${props.kind}`}>
      <h3>{props.heading}</h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list. */}
      <ul role="list">
        {props.items.map(item => (
          <li>
            <Signatory item={item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Exactly what the public list will show, for the person who is about to agree to it. */
export function SignatoryPreview({ caption, item }: { caption: Child; item: SignatoryItem }) {
  return (
    <figure class="preview">
      <figcaption>{caption}</figcaption>
      <div class="names">
        <Signatory item={item} />
      </div>
    </figure>
  )
}

function Signatory({ item }: { item: SignatoryItem }) {
  const { name, nameLang, country, date, website, comment } = item
  return (
    <>
      <p class="name">
        <bdi lang={nameLang}>{name}</bdi>
      </p>
      {(country || date || website) && (
        <p class="meta">
          {country && <span>{country}</span>}
          {date && <time datetime={date.iso}>{date.text}</time>}
          {website && (
            <a href={website.href} rel="nofollow ugc noopener">
              <bdi>{website.label}</bdi>
            </a>
          )}
        </p>
      )}
      {comment && (
        <p class="comment" dir="auto">
          {comment}
        </p>
      )}
    </>
  )
}
