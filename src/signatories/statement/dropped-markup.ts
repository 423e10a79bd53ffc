import type { Token } from 'marked'
import { isSafeAddress, marked, withoutTitle } from './markdown.ts'

/** What a text says in Markdown and readers do not get: `text` as it was typed. */
type DroppedMarkup = { kind: 'link' | 'picture'; text: string }

/** Links that lead nowhere that a statement may lead, and pictures: of both only the words are shown. */
export function droppedMarkupIn(markdown: string): DroppedMarkup[] {
  const dropped: DroppedMarkup[] = []
  const look = (token: Token) => {
    if (token.type === 'image') dropped.push({ kind: 'picture', text: token.raw })
    if (token.type === 'link' && !isSafeAddress(String(token.href)))
      dropped.push({ kind: 'link', text: token.raw })
  }
  marked.walkTokens(marked.lexer(withoutTitle(markdown)), look)
  return dropped
}
