import { type Challenge, solveChallengeWorkers } from 'altcha-lib'

// Solves what the server asks for while there is a flood, in workers of this site's own, and puts the solution into the
// form. Nothing is sent by itself: whoever presses the button before it is solved has it sent as soon as it is.

/** In milliseconds: longer than the slowest phone takes. */
const longest = 5 * 60_000
/** More would only warm the device. */
const mostWorkers = 4

const field = document.querySelector<HTMLInputElement>('[data-challenge]')
const state = document.getElementById('proof-state')
const { form } = field ?? {}
if (field && form && state) {
  const { challenge: text = '', worker = '' } = field.dataset
  const say = (what: 'working' | 'done' | 'failed') => {
    state.textContent = state.dataset[what] ?? ''
  }
  let isPressed = false
  form.addEventListener('submit', event => {
    if (field.value !== '') return
    event.preventDefault()
    isPressed = true
    say('working')
  })
  const challenge = JSON.parse(text) as Challenge
  const solve = () =>
    solveChallengeWorkers({
      challenge,
      concurrency: Math.min(mostWorkers, navigator.hardwareConcurrency || 1),
      createWorker: () => new Worker(worker),
      timeout: longest,
    })
  say('working')
  solve().then(
    solution => {
      if (!solution) return say('failed')
      const { counter, derivedKey } = solution
      field.value = JSON.stringify({ challenge, solution: { counter, derivedKey } })
      say('done')
      if (isPressed) form.requestSubmit()
    },
    () => say('failed'),
  )
}
