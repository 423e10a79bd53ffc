import type { Child } from 'hono/jsx'
import { directionOf } from '../i18n/index.ts'

/** What an element says of a text in this language: nothing where it is the page's own. */
export const marksOf = (tag: string | undefined): { lang?: string; dir?: 'ltr' | 'rtl' } =>
  tag === undefined ? {} : { lang: tag, dir: directionOf(tag) }

/** A name, a host, an address: isolated, as it may be of any direction, and no word for a browser to translate. */
export const Name = ({ lang, children }: { lang?: string | undefined; children: Child }) => (
  <bdi {...marksOf(lang)} translate="no">
    {children}
  </bdi>
)
