const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as JSX writes it, in an element or a quoted attribute. Only for HTML that is made of strings by hand. */
export const escapeHtml = (text: string): string =>
  // Most texts hold none of these: a look is cheaper than a replacement.
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, sign => entities[sign] ?? '') : text

/** The text that {@link escapeHtml} wrote. */
export const unescapeHtml = (html: string): string =>
  html.replace(/&(?:amp|lt|gt|quot|#39);/g, entity => signs[entity] ?? entity)

const signs = Object.fromEntries(Object.entries(entities).map(([sign, entity]) => [entity, sign]))
