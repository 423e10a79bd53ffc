// Buttons that copy, on pages that live.ts keeps up to date: each names by its id the text beside it. Without this
// script they are not shown (css/copy.css), and the text is there to be selected.

async function copy({ dataset, nextElementSibling: status }: HTMLElement): Promise<void> {
  const text = document.getElementById(dataset.copy ?? '')
  if (!text || !status) return
  // Emptied first: the same words again would not be read out.
  status.textContent = ''
  const phrases = (status as HTMLElement).dataset
  try {
    await navigator.clipboard.writeText(text.textContent.trim())
    status.textContent = phrases.done ?? ''
  } catch {
    // No clipboard, or none that we may write to.
    getSelection()?.selectAllChildren(text)
    status.textContent = phrases.selected ?? ''
  }
}

document.documentElement.classList.add('can-copy')
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null
  if (button) copy(button)
})
