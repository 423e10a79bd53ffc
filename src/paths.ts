// Every URL of the product. Given ':lang' and ':slug' the same functions are the routes' patterns, which
// is why they keep literal types.

const page = <L extends string, S extends string>(lang: L, slug: S) => `/${lang}/${slug}` as const
const api = <S extends string>(slug: S) => `/api/statements/${slug}` as const

export const paths = {
  home: '/',
  statement: page,
  endorse: <L extends string, S extends string>(lang: L, slug: S) => `${page(lang, slug)}/endorse` as const,
  confirm: <L extends string, T extends string>(lang: L, token: T) => `/${lang}/confirm/${token}` as const,
  privacy: <L extends string>(lang: L) => `/${lang}/privacy` as const,
  apiSignatories: <S extends string>(slug: S) => `${api(slug)}/signatories` as const,
  apiSignatoriesCsv: <S extends string>(slug: S) => `${api(slug)}/signatories.csv` as const,
  assets: <N extends string>(name: N) => `/assets/${name}` as const,
  apiAll: '/api/*',
  health: '/health',
  ready: '/ready',
} as const

/** The pattern of a path's language, so that no other word is taken for one. */
export const languageParam = ':lang{en|be|ru}'

/** The place on the confirm page where "this was not us" is said. */
export const disownAnchor = '#not-us'
