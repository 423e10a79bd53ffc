import { marked, Renderer } from 'marked'
import { escapeHtml } from '../../formats/html.ts'

const renderer = new Renderer()
// The texts are ours, and yet nothing in one may become markup that a reviewer of prose would not see.
renderer.html = ({ text }) => escapeHtml(text)

/** A statement's body as HTML; its title, the level 1 heading, is set by the page. */
export function markdownToHtml(markdown: string): string {
  const body = markdown.replace(/^# .*\n+/, '')
  // For the eye alone: a number stays with its word. The file, and its hash, are as they were adopted.
  const bound = body.replace(/\b(Article|Articles) (?=\d)/g, '$1\u00a0')
  return marked.parse(bound, { async: false, renderer })
}
