import type { Language } from '../src/i18n/index.ts'

/** A message ready to be sent. */
export type Mail = { subject: string; html: string; text: string }

/**
 * One piece of a letter. Words of ours and words that somebody typed never share a piece: what was typed stands
 * alone, labelled and set off, so that it cannot continue a sentence of ours.
 */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'section'; title: string }
  | { kind: 'title'; label: string; text: string; lang: string }
  /** A name or a code, which no mail program may translate. */
  | { kind: 'typed'; label: string; lines: string[] }
  /** Words that a mail program may offer to translate. `lang`: theirs, where it is known. */
  | { kind: 'words'; label: string; lines: string[]; lang?: string }
  | { kind: 'button'; label: string; url: string; hint: string }
  | { kind: 'link'; label: string; url: string }

/** What a letter says. The HTML and the text part are made of this alone, so neither can say more than the other. */
export type Letter = {
  lang: Language
  product: string
  subject: string
  headline: string
  blocks: Block[]
  why: string
  footer: string
}
