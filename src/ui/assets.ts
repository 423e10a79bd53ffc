import names from '../../dist/client/names.txt'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'

const linked = [
  'style.css',
  'dark.css',
  'desk.css',
  'embed.css',
  'embed.js',
  'favicon.svg',
  'count.js',
  'desk.js',
  'live.js',
  'passkey.js',
  'proof.js',
  'proof-worker.js',
  'writing.js',
] as const
export type AssetName = (typeof linked)[number]

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

type Asset = { file: string; type: string }

/** By its name in the sources the file that a build has made: src/build/files.ts. */
const files = new Map(Object.entries<string>(JSON.parse(names)))

/** Files by hashed path. A path's bytes never change, so each may be cached for ever. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  [...files.values()].map(file => [paths.site.asset(file), { file, type: typeOf(file) }]),
)

const urls = new Map(linked.map(name => [name, urlOf(name)]))

/**
 * The picture (1200 × 630) that a link to a page shows elsewhere, by its hashed path: a statement's own, or any page's.
 * In a language that has none, the English one.
 */
export function sharePicture(slug: string | null, lang: Language): { path: string; isOwn: boolean } {
  const own = slug === null ? undefined : pictureOf(`share-${slug}`, lang)
  if (own !== undefined) return { path: own, isOwn: true }
  return { path: pictureOf('share', lang) ?? '', isOwn: false }
}

function pictureOf(whose: string, lang: Language): string | undefined {
  const file = files.get(`${whose}-${lang}.png`) ?? files.get(`${whose}-en.png`)
  return file === undefined ? undefined : paths.site.asset(file)
}

/** The hashed path of an asset, for a page's head. */
export const assetUrl = (name: AssetName): string => urls.get(name) ?? urlOf(name)

function urlOf(name: string): string {
  const file = files.get(name)
  if (file === undefined) throw new Error(`no build made ${name}`)
  return paths.site.asset(file)
}

function typeOf(file: string): string {
  const type = types[file.slice(file.lastIndexOf('.') + 1)]
  if (type === undefined) throw new Error(`no type is known of ${file}`)
  return type
}
