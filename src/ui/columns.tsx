import type { Child } from 'hono/jsx'

/** Beside the main column on a wide screen, below it on a narrow one. */
export function Aside({ children }: { children: Child }) {
  return <div class="aside">{children}</div>
}

/** One block of an `Aside`. */
export function AsideSection({ heading, children }: { heading: Child; children: Child }) {
  return (
    <section>
      <h2>{heading}</h2>
      {children}
    </section>
  )
}

/** The main column and what stands beside it; `sideFirst` puts the side above on a narrow screen. */
export function Split(props: { side: Child; sideFirst?: boolean | undefined; children: Child }) {
  const main = <div class="split-main">{props.children}</div>
  const side = <div class="split-side">{props.side}</div>
  return (
    <div class="split">
      {props.sideFirst ? side : main}
      {props.sideFirst ? main : side}
    </div>
  )
}
