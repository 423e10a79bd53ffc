import type { Child } from 'hono/jsx'
import { type Language, translator } from '../i18n/index.ts'

/** All that a ceremony can come to. None of it helps somebody who is not meant to succeed. */
const outcomes = [
  'waiting',
  'cancelled',
  'unverified',
  'known',
  'unsupported',
  'refused',
  'used',
  'ended',
  'failed',
] as const

/**
 * The button that begins a ceremony: `make` a passkey or `show` one. src/client/passkey.ts brings it to life and
 * takes addresses and messages from here. Without a script it stays hidden, and the line below it says why.
 */
export function PasskeyButton(props: {
  lang: Language
  ceremony: 'make' | 'show'
  options: string
  answer: string
  kind?: 'primary' | 'quiet'
  children: Child
}) {
  const t = translator(props.lang)
  const messages = Object.fromEntries(outcomes.map(word => [`data-${word}`, t(`auth.outcome.${word}`)]))
  return (
    <div
      class="passkey"
      data-ceremony={props.ceremony}
      data-options={props.options}
      data-answer={props.answer}
      {...messages}
    >
      <div class="actions">
        <button type="button" class={`button ${props.kind ?? 'primary'}`} hidden>
          {props.children}
        </button>
      </div>
      <p class="passkey-outcome" role="status" aria-live="polite" />
      <noscript>
        <p>{t('auth.noScript')}</p>
      </noscript>
    </div>
  )
}
