import { raw } from 'hono/html'
import { type Language, translator } from '../i18n/index.ts'

/** What a page says of itself to whoever shows a link to it. */
type ShareMetaProps = {
  type: 'article' | 'website'
  lang: Language
  siteName: string
  title: string
  description: string | undefined
  /** The page's canonical address. */
  url: string
  /** The other languages that the page has. */
  others: readonly Language[]
  /** The address of a PNG of {@link pictureSize}, and what is to be read on it. */
  picture: { url: string; alt: string }
}

/** What everyone who shows links with a large picture asks for, in px. */
export const pictureSize = { width: 1200, height: 630 }

/** The Open Graph protocol wants a territory: each language says which its readers know. */
const localeOf = (lang: Language): string => translator(lang)('language.locale')

/** Open Graph properties (ogp.me), for a page's head. */
export function OpenGraph({
  type,
  lang,
  siteName,
  title,
  description,
  url,
  others,
  picture,
}: ShareMetaProps) {
  return (
    <>
      <meta property="og:type" content={type} />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:title" content={title} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:url" content={url} />
      <meta property="og:locale" content={localeOf(lang)} />
      {others.map(other => (
        <meta property="og:locale:alternate" content={localeOf(other)} />
      ))}
      <SharePicture {...picture} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

/** The properties after `og:image` belong to it. Readers that know only Twitter's names fall back on it. */
function SharePicture({ url, alt }: ShareMetaProps['picture']) {
  return (
    <>
      <meta property="og:image" content={url} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(pictureSize.width)} />
      <meta property="og:image:height" content={String(pictureSize.height)} />
      <meta property="og:image:alt" content={alt} />
    </>
  )
}

/** Something as schema.org describes it: its properties by name. */
export type LinkedThing = {
  readonly [name: string]: string | number | LinkedThing | readonly LinkedThing[] | undefined
}

/**
 * What a page is about, for machines: JSON-LD. It is data and runs nothing, so the content security policy stays as
 * strict as it is. It holds no `<`: no name that somebody typed can end the element.
 */
export function LinkedData({ data }: { data: LinkedThing }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json">{raw(json)}</script>
}
