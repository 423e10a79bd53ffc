// Every URL of the product, by the capability that answers it. Given ':lang' and ':slug' the same functions are the
// routes' patterns, which is why they keep literal types.

import { languages } from './domain/language.ts'

const statement = <L extends string, S extends string>(lang: L, slug: S) => `/${lang}/${slug}` as const
const api = <S extends string>(slug: S) => `/api/statements/${slug}` as const
/**
 * Where a private statement stands in addresses, in the place of its slug: its page is `statement.page(lang,
 * privatePlace(address))`, its form `endorsement.ask` of the same.
 */
export const privatePlace = <A extends string>(address: A) => `private/${address}` as const

/** What an administrator does with a statement, beside writing it. */
type WritingPage = 'preview' | 'publish' | 'times' | 'delete' | 'live' | 'preview-link' | 'updates'
/** What a form of a representative's does. */
type EndorsementAction =
  | 'person'
  | 'send-link'
  | 'withdraw'
  | 'erase'
  | 'reconfirm'
  | 'withhold'
  | 'reveal'
  | 'contact'
  | 'take-over'
  | 'keep-contact'
  | 'object'
  | 'propose'
  | 'take-back'
  | 'section'
  | 'updates'

const endorsement = <L extends string, T extends string>(lang: L, token: T) =>
  `/${lang}/endorsement/${token}` as const

export const paths = {
  home: '/',
  /** The featured statement, in a language that somebody chose. */
  start: <L extends string>(lang: L) => `/${lang}` as const,

  statement: {
    page: statement,
    version: <L extends string, S extends string, N extends string | number>(lang: L, slug: S, number: N) =>
      `${statement(lang, slug)}/v/${number}` as const,
    /** The present text in a language that need not be one of the interface. */
    text: <L extends string, S extends string, T extends string>(lang: L, slug: S, tag: T) =>
      `${statement(lang, slug)}/text/${tag}` as const,
    /** The same of a version; with `.md` behind the tag its file. */
    versionText: <L extends string, S extends string, N extends string | number, T extends string>(
      lang: L,
      slug: S,
      number: N,
      tag: T,
    ) => `${statement(lang, slug)}/v/${number}/text/${tag}` as const,
    /** The page that shows the present text in a language; undefined: the one that readers see first. */
    pageIn: (lang: string, slug: string, tag: string | undefined) =>
      statement(lang, slug) + (tag === undefined ? '' : `/text/${tag}`),
    /** The same of a version. */
    versionIn: (lang: string, slug: string, number: number, tag: string | undefined) =>
      `${statement(lang, slug)}/v/${number}${tag === undefined ? '' : `/text/${tag}`}`,
    /** The text and every name on one page. */
    document: <L extends string, S extends string>(lang: L, slug: S) =>
      `${statement(lang, slug)}/document` as const,
    embed: <L extends string, S extends string>(lang: L, slug: S) =>
      `${statement(lang, slug)}/embed` as const,
    /** The deadline for a calendar. */
    deadline: <L extends string, S extends string>(lang: L, slug: S) =>
      `${statement(lang, slug)}/deadline.ics` as const,
    /** The list as it stood at the close. */
    final: <L extends string, S extends string>(lang: L, slug: S) =>
      `${statement(lang, slug)}/final` as const,
    /** All that is at private addresses. */
    allPrivate: <L extends string>(lang: L) => `/${lang}/private/*` as const,
  },

  /** The whole list, and each signatory's page. */
  list: {
    page: <L extends string, S extends string>(lang: L, slug: S) =>
      `${statement(lang, slug)}/signatories` as const,
    signatory: <L extends string, S extends string, I extends string>(lang: L, slug: S, id: I) =>
      `${statement(lang, slug)}/signatories/${id}` as const,
    /**
     * For citing: it leads to the signatory's page in the reader's language, and names neither that nor the statement.
     */
    permanent: <I extends string>(id: I) => `/s/${id}` as const,
  },

  endorsement: {
    ask: <L extends string, S extends string>(lang: L, slug: S) =>
      `${statement(lang, slug)}/endorse` as const,
    /** What became of a form that was sent, under a token of its own: the form again, or the waiting page. */
    answer: <L extends string, S extends string, T extends string>(lang: L, slug: S, token: T) =>
      `${statement(lang, slug)}/endorse/${token}` as const,
    /** The form with what the waiting page is about, to put it right. */
    correct: <L extends string, S extends string, T extends string>(lang: L, slug: S, token: T) =>
      `${statement(lang, slug)}/endorse/${token}/correct` as const,
    confirm: <L extends string, T extends string>(lang: L, token: T) => `/${lang}/confirm/${token}` as const,
    /** What became of a form of that page: a word of ours, or a token. */
    confirmAnswer: <L extends string, T extends string, A extends string>(lang: L, token: T, answer: A) =>
      `/${lang}/confirm/${token}/${answer}` as const,
    /** Fresh links for whoever lost theirs. */
    lostLink: <L extends string>(lang: L) => `/${lang}/help/link` as const,
    lostLinkAnswer: <L extends string, T extends string>(lang: L, token: T) =>
      `/${lang}/help/link/${token}` as const,
    /** The representative's private page; its forms post to `…/{action}`. */
    privatePage: endorsement,
    amend: <L extends string, T extends string>(lang: L, token: T) =>
      `${endorsement(lang, token)}/amend` as const,
    /** What a form there does, or the page behind a one-hour link. */
    action: <L extends string, T extends string, A extends EndorsementAction>(lang: L, token: T, action: A) =>
      `${endorsement(lang, token)}/${action}` as const,
    /** All that is held about the person and the request. */
    data: <L extends string, T extends string>(lang: L, token: T) =>
      `${endorsement(lang, token)}/data.json` as const,
    privateAnswer: <L extends string, T extends string, A extends string>(lang: L, token: T, answer: A) =>
      `${endorsement(lang, token)}/${answer}` as const,
    /** The page with what became of a form, or without. */
    privatePageWith: (lang: string, token: string, answer: string | undefined) =>
      endorsement(lang, token) + (answer === undefined ? '' : `/${answer}`),
  },

  api: {
    all: '/api/*',
    statements: '/api/statements',
    statement: api,
    signatories: <S extends string>(slug: S) => `${api(slug)}/signatories` as const,
    signatoriesCsv: <S extends string>(slug: S) => `${api(slug)}/signatories.csv` as const,
    /** The table for people: with headings in their language. */
    signatoriesCsvIn: (lang: string, slug: string) => `${api(slug)}/signatories.csv?lang=${lang}`,
    signatoriesAtom: <S extends string>(slug: S) => `${api(slug)}/signatories.atom` as const,
    /** The bytes whose SHA-256 the final list is cited by, and the names that belong to them. */
    final: <S extends string>(slug: S) => `${api(slug)}/final.json` as const,
    finalNames: <S extends string>(slug: S) => `${api(slug)}/final-names.json` as const,
    /** Describes what a representative downloads from the private page. */
    representativeData: '/api/representative-data.schema.json',
    description: '/api/openapi.json',
  },

  desk: {
    all: '/moderation/*',
    queue: '/moderation',
    request: <I extends string>(id: I) => `/moderation/requests/${id}` as const,
    /** What a moderator can do to a request: its own page (GET) and the doing (POST). */
    action: <I extends string, A extends string>(id: I, action: A) =>
      `/moderation/requests/${id}/${action}` as const,
    bulkRejection: '/moderation/flood',
    /** What became of it. */
    bulkRejectionDone: '/moderation/flood/done',
    settings: '/moderation/settings',
    siteSettings: '/moderation/settings/site',
    statements: '/moderation/statements',
    newStatement: '/moderation/statements/new',
    /** What a statement says is written here. */
    statement: <S extends string>(slug: S) => `/moderation/statements/${slug}` as const,
    /** Its further pages; `times`: when it goes public, and until when it can be signed. */
    writing: <S extends string, P extends WritingPage>(slug: S, page: P) =>
      `/moderation/statements/${slug}/${page}` as const,
    /** News of it for signatories. */
    update: <S extends string, I extends string>(slug: S, id: I) =>
      `/moderation/statements/${slug}/updates/${id}` as const,
    sendUpdate: <S extends string, I extends string>(slug: S, id: I) =>
      `/moderation/statements/${slug}/updates/${id}/send` as const,
    stopUpdate: <S extends string, I extends string>(slug: S, id: I) =>
      `/moderation/statements/${slug}/updates/${id}/stop` as const,
    /** In which order the statements are shown. */
    order: '/moderation/statements/order',
    /** How many ask, confirm and are decided on, and how soon. */
    figures: '/moderation/figures',
    log: '/moderation/log',
    logCsv: '/moderation/log.csv',
    /** Mails that wait for a person. */
    mail: '/moderation/mail',
  },

  /** A draft, for whoever of its team has the link. */
  preview: <L extends string, T extends string>(lang: L, token: T) => `/${lang}/preview/${token}` as const,

  team: {
    page: '/moderation/team',
    /** To whom a link was sent. */
    invited: <I extends string>(id: I) => `/moderation/team/${id}/invited` as const,
    /** Which statements a member decides on. */
    statements: <I extends string>(id: I) => `/moderation/team/${id}/statements` as const,
    member: <I extends string, A extends string>(id: I, action: A) =>
      `/moderation/team/${id}/${action}` as const,
  },

  account: {
    page: '/moderation/account',
    action: <A extends string>(action: A) => `/moderation/account/${action}` as const,
  },

  auth: {
    all: '/auth/*',
    signIn: '/auth/sign-in',
    signInOptions: '/auth/sign-in/options',
    signOut: '/auth/sign-out',
    join: <T extends string>(token: T) => `/auth/join/${token}` as const,
    joinOptions: <T extends string>(token: T) => `/auth/join/${token}/options` as const,
    verify: '/auth/verify',
    verifyOptions: '/auth/verify/options',
    passkeys: '/auth/passkeys',
    passkeyOptions: '/auth/passkeys/options',
  },

  /** What others' machines call. */
  webhooks: {
    resend: '/webhooks/resend',
  },

  /** The site's own pages and files. */
  site: {
    privacy: <L extends string>(lang: L) => `/${lang}/privacy` as const,
    help: <L extends string>(lang: L) => `/${lang}/help` as const,
    /** By what moderators decide, and what is left to their judgement. */
    criteria: <L extends string>(lang: L) => `/${lang}/help/criteria` as const,
    /** What others may see of whoever reads, shares or signs. */
    safety: <L extends string>(lang: L) => `/${lang}/help/safety` as const,
    /** Where one kind of mail is turned off, by a link of that mail. */
    unsubscribe: <L extends string, T extends string>(lang: L, token: T) =>
      `/${lang}/unsubscribe/${token}` as const,
    asset: <N extends string>(name: N) => `/assets/${name}` as const,
    pictures: '/assets/:name{[^/]+\\.png}',
    robots: '/robots.txt',
    sitemap: '/sitemap.xml',
    securityTxt: '/.well-known/security.txt',
    health: '/health',
    ready: '/ready',
  },
} as const

/** The pattern of an id in a path: a UUID in lower case, as the product writes it. */
export const idParam = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'

/** The same in capitals too, as some programs write it. */
export const anyCaseIdParam = ':id{[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}'

/** The pattern of a private address in a path. */
export const addressParam = ':address{[A-Za-z0-9_-]{43}}'
/** The pattern of a text's language in a path, a BCP 47 tag; and the same as a file's name. */
export const tagParam = ':tag{[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*}'
export const tagFileParam = ':file{[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\\.md}'
/** The pattern of a statement's slug in a path. */
export const slugParam = ':slug{[a-z0-9-]{1,100}}'

/**
 * The pattern of a path's language, so that no other word is taken for one. In a group: without it the router looks
 * for "be" anywhere in the path, and finds it in ids.
 */
export const languageParam = `:lang{(?:${languages.join('|')})}`

const mailForm = /^\/[a-z-]+\/(?:[a-z0-9-]+|private\/[\w-]+)\/endorse(?:\/[\w-]+)?$|^\/[a-z-]+\/help\/link$/i

/** Whether a form that is sent to this path causes a mail: an ask, "send again" on its page, a lost link. */
export const isMailForm = (path: string): boolean => mailForm.test(path)

/** The anchor of the search on a list's page. */
export const searchAnchor = '#search'

/** The anchor on the log's page where it is taken out. */
export const exportAnchor = '#export'

/** The anchor on the confirm page where "this was not us" is said. */
export const disownAnchor = '#not-us'

/** The anchor on the help page where whoever lost their link asks for a fresh one. */
export const lostLinkAnchor = '#lost-link'
