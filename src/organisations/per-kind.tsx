import type { Child } from 'hono/jsx'
import type { SignerKind } from '../domain/statement.ts'
import { type Language, type MessageKey, translator } from '../i18n/index.ts'

/**
 * What is for some signers only, where one form is for several: the style shows what the chosen one needs
 * (css/signer.css).
 */
export function OnlyFor(props: { kinds: readonly SignerKind[]; of: readonly SignerKind[]; children: Child }) {
  const { kinds, of, children } = props
  const shown = kinds.filter(kind => of.includes(kind))
  if (shown.length === 0) return null
  return shown.length === kinds.length ? children : <div class={classesOf(shown)}>{children}</div>
}

const classesOf = (kinds: readonly SignerKind[]): string => kinds.map(kind => `as-${kind}`).join(' ')

/**
 * A text as each of those says it for whom a form is: once where they say the same, else side by side, of which the
 * style shows one.
 */
export const perKind = (lang: Language, of: readonly SignerKind[], text: MessageKey): Child =>
  perKindText(of, kind => translator(lang, kind)(text))

/** The same of a text that is made for each. */
export function perKindText(of: readonly SignerKind[], textFor: (kind: SignerKind) => string): Child {
  const byText = Map.groupBy(of, textFor)
  if (byText.size === 1) return [...byText.keys()][0]
  return (
    <>
      {[...byText].map(([words, kinds], index) => (
        <span class={classesOf(kinds)}>
          {index > 0 && <span class="kind-apart"> / </span>}
          {words}
        </span>
      ))}
    </>
  )
}
