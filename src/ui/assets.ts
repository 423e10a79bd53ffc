import { createHash } from 'node:crypto'
import countScript from '../../dist/client/count.js.txt'
import darkStyle from '../../dist/client/dark.css.txt'
import deskStyle from '../../dist/client/desk.css.txt'
import deskScript from '../../dist/client/desk.js.txt'
import embedStyle from '../../dist/client/embed.css.txt'
import embedScript from '../../dist/client/embed.js.txt'
import liveScript from '../../dist/client/live.js.txt'
import passkeyScript from '../../dist/client/passkey.js.txt'
import proofScript from '../../dist/client/proof.js.txt'
import proofWorker from '../../dist/client/proof-worker.js.txt'
import style from '../../dist/client/style.css.txt'
import writingScript from '../../dist/client/writing.js.txt'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import forcibleExpulsionBe from '../statements/forcible-expulsion/share.be.png'
import forcibleExpulsionEn from '../statements/forcible-expulsion/share.en.png'
import forcibleExpulsionRu from '../statements/forcible-expulsion/share.ru.png'
import favicon from './favicon.svg'
import displayCyrillic from './fonts/display-cyrillic.woff2'
import displayLatin from './fonts/display-latin.woff2'
import textCyrillic from './fonts/text-cyrillic.woff2'
import textLatin from './fonts/text-latin.woff2'
import textLatinExt from './fonts/text-latin-ext.woff2'
import genericBe from './share/be.png'
import genericEn from './share/en.png'
import genericRu from './share/ru.png'

type Asset = { body: Uint8Array<ArrayBuffer>; type: string; gzip?: Uint8Array<ArrayBuffer> }
export type AssetName =
  | 'style.css'
  | 'dark.css'
  | 'desk.css'
  | 'embed.css'
  | 'embed.js'
  | 'favicon.svg'
  | 'count.js'
  | 'desk.js'
  | 'live.js'
  | 'passkey.js'
  | 'proof.js'
  | 'proof-worker.js'
  | 'writing.js'

const byPath = new Map<string, Asset>()

/** Files by hashed path. A path's bytes never change, so each may be cached for ever. */
export const assets: ReadonlyMap<string, Asset> = byPath

const fontUrls = new Map(
  Object.entries({
    'display-cyrillic.woff2': displayCyrillic,
    'display-latin.woff2': displayLatin,
    'text-cyrillic.woff2': textCyrillic,
    'text-latin-ext.woff2': textLatinExt,
    'text-latin.woff2': textLatin,
  }).map(([name, bytes]) => [name, add(name, new Uint8Array(bytes), 'font/woff2')]),
)

const urls: Record<AssetName, string> = {
  'style.css': add('style.css', withFontUrls(style), 'text/css; charset=utf-8'),
  'dark.css': add('dark.css', darkStyle, 'text/css; charset=utf-8'),
  'desk.css': add('desk.css', deskStyle, 'text/css; charset=utf-8'),
  'embed.css': add('embed.css', embedStyle, 'text/css; charset=utf-8'),
  'favicon.svg': add('favicon.svg', favicon, 'image/svg+xml'),
  'count.js': add('count.js', countScript, 'text/javascript; charset=utf-8'),
  'desk.js': add('desk.js', deskScript, 'text/javascript; charset=utf-8'),
  'embed.js': add('embed.js', embedScript, 'text/javascript; charset=utf-8'),
  'live.js': add('live.js', liveScript, 'text/javascript; charset=utf-8'),
  'passkey.js': add('passkey.js', passkeyScript, 'text/javascript; charset=utf-8'),
  'proof.js': add('proof.js', proofScript, 'text/javascript; charset=utf-8'),
  'proof-worker.js': add('proof-worker.js', proofWorker, 'text/javascript; charset=utf-8'),
  'writing.js': add('writing.js', writingScript, 'text/javascript; charset=utf-8'),
}

const shareUrls = new Map(
  Object.entries({
    'forcible-expulsion': { en: forcibleExpulsionEn, be: forcibleExpulsionBe, ru: forcibleExpulsionRu },
  }).flatMap(([slug, pictures]) =>
    Object.entries(pictures).map(([lang, bytes]) => [
      `${slug}.${lang}`,
      add(`share-${slug}-${lang}.png`, new Uint8Array(bytes), 'image/png'),
    ]),
  ),
)

/** For what has no picture of its own; in a language that has none, the English one. */
const genericUrls = new Map(
  Object.entries({ en: genericEn, be: genericBe, ru: genericRu }).map(([lang, bytes]) => [
    lang,
    add(`share-${lang}.png`, new Uint8Array(bytes), 'image/png'),
  ]),
)

/**
 * The picture (1200 × 630) that a link to a page shows elsewhere, by its hashed path: a statement's own, or any page's.
 */
export function sharePicture(slug: string | null, lang: Language): { path: string; isOwn: boolean } {
  const own = slug === null ? undefined : (shareUrls.get(`${slug}.${lang}`) ?? shareUrls.get(`${slug}.en`))
  if (own !== undefined) return { path: own, isOwn: true }
  return { path: genericUrls.get(lang) ?? genericUrls.get('en') ?? '', isOwn: false }
}

/** The hashed path of an asset, for a page's head. */
export function assetUrl(name: AssetName): string {
  return urls[name]
}

function add(name: string, content: Uint8Array<ArrayBuffer> | string, type: string): string {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  const dot = name.lastIndexOf('.')
  const url = paths.site.asset(`${name.slice(0, dot)}.${hash}${name.slice(dot)}`)
  byPath.set(url, { body, type })
  return url
}

function withFontUrls(css: string): string {
  return css.replace(/\burl\("?\.\.\/fonts\/([\w-]+\.woff2)"?\)/g, (_, name: string) => {
    const url = fontUrls.get(name)
    if (!url) throw new Error(`fonts.css names a font that assets.ts does not have: ${name}`)
    return `url("${url}")`
  })
}
