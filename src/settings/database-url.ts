import * as z from 'zod'

/** What a password may not hold as it is, and how it is written there: RFC 3986, 2.1. */
const escapes: Readonly<Record<string, string>> = { '#': '%23', '/': '%2F', '?': '%3F', '@': '%40' }
const shape = 'a URL is needed, like postgres://role:password@host:5432/database'

/** The driver takes any other word for the strictest. */
const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']

const unescaped = (sign: string) =>
  `its password holds a “${sign}”: write ${escapes[sign]} there (and %25 for a “%”)`

/** Why a text is no URL of a database, in words that show nothing of it; null where it is one. */
function faultOfDatabaseUrl(text: string): string | null {
  const rest = /^postgres(?:ql)?:\/\/(.*)$/s.exec(text)?.[1]
  if (rest === undefined) return shape
  if (/\s/.test(rest)) return 'it holds a space or a line break'
  // The last @ ends what logs in; a sign before it that would end the authority stands in the password.
  const end = rest.lastIndexOf('@')
  const sign = /[#/?@]/.exec(rest.slice(0, Math.max(end, 0)))?.[0]
  if (sign !== undefined) return unescaped(sign)
  if (rest.includes('#')) return unescaped('#')
  if (/%(?![\da-f]{2})/i.test(rest)) return 'it holds a “%” that escapes nothing: write %25'
  const url = URL.parse(text)
  if (!url?.hostname) return shape
  if (!isDecodable(url.username) || !isDecodable(url.password))
    return 'it holds a “%” that escapes nothing: write %25'
  if (url.username === '') return 'it names no role'
  if (!/^\/[^/]+$/.test(url.pathname)) return 'it names no database'
  const mode = url.searchParams.get('sslmode')
  return mode === null || sslModes.includes(mode) ? null : `its sslmode is none of ${sslModes.join(', ')}`
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

export const databaseUrl = z.string('it is not set').superRefine((value, context) => {
  const fault = faultOfDatabaseUrl(value)
  if (fault !== null) context.addIssue({ code: 'custom', message: fault })
})
