import { addressOf, isIgnored } from './markdown-from.ts'

/** Of a paste: what readers would miss, and of tables and links only the words stay. */
export const kindsLeftOut = ['pictures', 'embeds', 'formulas', 'tables', 'links'] as const
export type LeftOut = Record<(typeof kindsLeftOut)[number], number>

const tags: Record<Exclude<keyof LeftOut, 'links'>, string> = {
  pictures: 'img, svg, canvas',
  embeds: 'iframe, object, embed, video, audio',
  formulas: 'math',
  tables: 'table',
}

/** How many of each kind. What stands in another one that is left out is no more. */
export function countLeftOut(body: HTMLElement): LeftOut {
  const count = (selector: string) =>
    [...body.querySelectorAll(selector)].filter(
      element => !isInside(element) && (element.tagName !== 'A' || isLinkLost(element)),
    ).length
  return {
    pictures: count(tags.pictures),
    embeds: count(tags.embeds),
    formulas: count(tags.formulas),
    tables: count(tags.tables),
    links: count('a[href]'),
  }
}

function isInside(element: Element): boolean {
  const outer = element.parentElement
  return outer !== null && (isIgnored(outer) || isInside(outer))
}

/** A link without a word is a picture's, or none that anybody saw. */
const isLinkLost = (link: Element) => addressOf(link) === null && (link.textContent ?? '').trim() !== ''
