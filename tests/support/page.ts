type Fields = Record<string, string>

/** A form of a page: where it goes, and its hidden fields. */
function* formsOf(page: string): Generator<{ action: string; fields: Fields }> {
  for (const [form, action = ''] of page.matchAll(/<form\b[^>]*\baction="([^"]*)"[\s\S]*?<\/form>/g)) {
    const fields = Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, plain(value)],
      ),
    )
    yield { action: plain(action), fields }
  }
}

const plain = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

/** The hidden fields of the form whose `action` field says what it does. */
export function readForm(page: string, action: string): Fields {
  for (const { fields } of formsOf(page)) if (fields.action === action) return fields
  throw new Error(`no form for "${action}" on the page`)
}

/** The hidden fields of the form that posts to a path. */
export function readFormTo(page: string, path: string): Fields {
  for (const { action, fields } of formsOf(page)) if (action.split('?', 1)[0] === path) return fields
  throw new Error(`no form to ${path} on the page: ${headline(page)}`)
}

/** A page's headline, for telling which one it is. */
export const headline = (page: string): string =>
  (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? '').replace(/<[^>]+>/g, '')
