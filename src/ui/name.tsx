import type { Child } from 'hono/jsx'

/** A name, a host, an address: isolated, as it may be of any direction, and no word for a browser to translate. */
export const Name = ({ lang, children }: { lang?: string | undefined; children: Child }) => (
  <bdi lang={lang} translate="no">
    {children}
  </bdi>
)
