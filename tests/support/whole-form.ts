/** Every field of the form that posts to a path, as a browser would send it untouched. */
export function readWholeForm(page: string, path: string): [string, string][] {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
  const form = forms.find(([, tag = '']) => attribute(tag, 'action') === path)?.[2]
  if (form === undefined) throw new Error(`no form to ${path} on the page`)
  const fields = form.matchAll(
    /<(input|textarea|select)\b([^>]*?)\/?>(?:(?<=<(?:textarea|select)\b[^>]*>)([\s\S]*?)<\/(?:textarea|select)>)?/g,
  )
  return [...fields].flatMap(([, kind = '', tag = '', inner = '']): [string, string][] => {
    const name = attribute(tag, 'name')
    if (name === null) return []
    if (kind === 'textarea') return [[name, plain(inner.replace(/^\n/, ''))]]
    if (kind === 'select') return [[name, chosenIn(inner)]]
    const isBox = ['checkbox', 'radio'].includes(attribute(tag, 'type') ?? '')
    return isBox && !/\schecked\b/.test(tag) ? [] : [[name, attribute(tag, 'value') ?? '']]
  })
}

function chosenIn(options: string): string {
  const tags = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, tag = '']) => tag)
  const chosen = tags.find(tag => /\sselected\b/.test(tag)) ?? tags[0]
  return (chosen && attribute(chosen, 'value')) ?? ''
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? null : plain(value)
}

const plain = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
