// What no line of a log may hold, whatever the story was about.

const patterns = {
  'an address': /\S@\S/,
  'a token': /(?<![\w-])[\w-]{43,}(?![\w-])/,
  'an IPv4 address': /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/,
  'an IPv6 address': /(?<![\w:])(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}(?![\w:])|::[\da-f]{1,4}(?![\w:])/i,
  'a query': /\/[\w./:{}|-]*\?[\w-]+=/,
  'a URL of a database': /postgres(?:ql)?:\/\//i,
}

/**
 * What lines of a log tell that none may: kinds of personal data and secrets, and anything of `typed` that reads like
 * words (with a blank or an @ in it): "what: the line".
 */
export function leaksIn(lines: readonly string[], typed: Iterable<string>): string[] {
  const canaries = [...typed].filter(text => text.length >= 8 && /\S[\s@]\S/.test(text))
  return lines.map(withoutFrames).flatMap(line => [
    ...Object.entries(patterns).flatMap(([what, pattern]) =>
      pattern.test(line) ? [`${what}: ${line}`] : [],
    ),
    // As it stands, and as JSON has it.
    ...canaries
      .filter(text => line.includes(text) || line.includes(JSON.stringify(text).slice(1, -1)))
      .map(text => `“${text}”: ${line}`),
  ])
}

/** Without the runtime's own addresses in its code, as workerd writes them beside its own errors. */
const withoutFrames = (line: string) => line.replaceAll(/\S*\/workerd@[\da-f]+/g, 'workerd')

/** Adds what a request sends in its fields to what somebody typed. */
export function noteTyped(typed: Set<string>, body: RequestInit['body']) {
  if (!(body instanceof URLSearchParams) && !(body instanceof FormData)) return
  for (const [, value] of body.entries()) if (typeof value === 'string') typed.add(value)
}
