type Level = 'info' | 'warn' | 'error'
/** Writes one line of JSON for an event: codes, ids and times; never what a person typed, an address or a link. */
export type Log = (level: Level, happening: string, fields?: LogFields) => void
type LogFields = { readonly [name: string]: string | number | boolean | null | undefined }

export const createLog =
  (write: (line: string, level: Level) => void, now: () => Date): Log =>
  (level, happening, fields) =>
    write(JSON.stringify({ at: now().toISOString(), level, happening, ...fields }), level)

/**
 * What may be logged of an error: its kind, its code (SQLSTATE or the system's) and where it arose. A message can quote
 * what was typed (a driver's prints its parameters), so only a stack's frames are kept.
 */
export function describeError(error: unknown): { error: string; code?: string; frames?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  // Whatever the message says, a line that looks like a frame included, comes off first.
  const stack = error.stack ?? ''
  const message = stack.indexOf(error.message)
  const frames = (message < 0 ? stack : stack.slice(message + error.message.length))
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 6)
    .map(line => line.trim().replace(/\(?(?:file:\/\/)?\/\S*\/(?=[^/]+:\d+)/, '('))
    .join(' < ')
  const code = codeOf(error)
  return { error: error.name, ...(code === null ? {} : { code }), frames }
}

/** The first code of an error and of those behind it. */
function codeOf(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string' && /^[A-Z\d_]{4,40}$/.test(one.code)) return one.code
  }
  return null
}

/** Logs what went wrong with one endorsement of several. */
export const faultLog =
  (log: Log, happening: string) =>
  (endorsement: string, error: unknown): void =>
    log('error', happening, { endorsement, ...describeError(error) })
