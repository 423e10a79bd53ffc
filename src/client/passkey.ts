import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

// Brings the passkey button of a page to life. Addresses and words are the page's, in its data attributes.

for (const block of document.querySelectorAll<HTMLElement>('[data-ceremony]')) {
  const button = block.querySelector('button')
  const outcome = block.querySelector('[role=status]')
  if (!button || !outcome) continue
  const say = (word: string) => {
    outcome.textContent = block.dataset[word] ?? block.dataset.failed ?? ''
  }
  if (!browserSupportsWebAuthn()) {
    say('unsupported')
    continue
  }
  button.hidden = false
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled')) return
    // Not `disabled`, which would take the focus away.
    button.setAttribute('aria-disabled', 'true')
    say('waiting')
    try {
      location.assign(await perform(block))
    } catch (error) {
      button.removeAttribute('aria-disabled')
      say(wordFor(error))
    }
  })
}

/** An answer of the server with a word for what is wrong. */
class Refusal extends Error {}

/** The path to go on to. Throws what the browser or the server refuses. */
async function perform({ dataset }: HTMLElement): Promise<string> {
  const { ceremony, options = '', answer = '' } = dataset
  const optionsJSON = await post<Options & Answer>(options, {})
  // A passkey has to be shown afresh before another one is made.
  if (optionsJSON.next) return optionsJSON.next
  const credential =
    ceremony === 'make'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON })
  const { next } = await post<Answer>(answer, credential)
  if (!next) throw new Refusal('failed')
  return next
}

type Options = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON
type Answer = { next?: string; error?: string }

async function post<T extends Answer>(path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as T
  if (!response.ok) throw new Refusal(answer.error ?? 'failed')
  return answer
}

function wordFor(error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (!(error instanceof Error)) return 'failed'
  if ('code' in error && error.code === 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT')
    return 'unverified'
  // The browser gives one name to a person's no, a time that ran out and a device that has nothing to show.
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return 'cancelled'
  if (error.name === 'InvalidStateError') return 'known'
  if (error.name === 'ConstraintError') return 'unverified'
  return 'failed'
}
