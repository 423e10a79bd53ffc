/** How long nothing is typed before the preview is asked for, in milliseconds. */
const rest = 500

type Answer = { html: string; revision: number }

/** Shows a text as readers will see it, by the server's own renderer, while it is written. */
export function showLive(form: HTMLFormElement, text: HTMLElement): void {
  const preview = text.querySelector<HTMLElement>('.writing-preview')
  const shown = preview?.querySelector<HTMLElement>('[data-shown]')
  const meanwhile = preview?.querySelector<HTMLElement>('[data-meanwhile]')
  if (!preview || !shown || !meanwhile) return
  const url = text.dataset.preview ?? ''
  let timer = 0
  let asked = 0

  async function ask() {
    const turn = ++asked
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(valuesOf(text)),
    }).catch(() => null)
    // What was typed since is asked for already; a session that ended says so when the form is sent.
    if (turn !== asked || !answer?.ok) return
    const { html, revision } = (await answer.json()) as Answer
    shown?.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes)
    preview?.removeAttribute('hidden')
    if (revision > Number(new FormData(form).get('revision'))) meanwhile?.removeAttribute('hidden')
  }
  const later = () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), rest)
  }
  text.addEventListener('input', later)
  if (valuesOf(text).body !== '') later()
}

function valuesOf(text: HTMLElement) {
  const value = (part: string) =>
    text.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name$=".${part}"]`)?.value ?? ''
  return { title: value('title'), addressees: value('addressees'), body: value('body') }
}
