import type { Child } from 'hono/jsx'
import { ListedSignatory, type SignatoryItem } from '../organisations/signatory.tsx'

/**
 * The names, across the page: put one `SignatoryList` a group into it. `live`: src/client/live.ts keeps it up to date.
 */
export function Register(props: {
  heading: Child
  id?: string | undefined
  live?: boolean | undefined
  /** It shows a part of the list: paper has none of it, but says where all are. */
  partial?: boolean | undefined
  note?: Child
  /** Beside the heading: the way to search. */
  side?: Child
  children: Child
}) {
  return (
    <section
      class={props.partial ? 'register partial' : 'register'}
      id={props.id}
      data-live={props.live ? '' : undefined}
    >
      <div class="register-head">
        <div>
          <h2>{props.heading}</h2>
          {props.note && <p>{props.note}</p>}
        </div>
        {props.side}
      </div>
      {props.children}
    </section>
  )
}

type ListKind = 'founding' | 'endorsing' | 'network' | 'person' | 'later' | 'newest' | 'found'

/** One group of signatories in columns, in the order given. The kind is its list's id. */
export function SignatoryList(props: {
  heading?: Child
  kind: ListKind
  items: readonly SignatoryItem[]
  /** What comes into the list after the items. */
  more?: Child
}) {
  return (
    <div class={`names ${props.kind}`}>
      {props.heading && <h3>{props.heading}</h3>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list. */}
      <ul role="list" id={props.kind}>
        {props.items.map(item => (
          <ListedSignatory item={item} />
        ))}
        {props.more}
      </ul>
    </div>
  )
}
