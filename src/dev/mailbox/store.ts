import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import type { Email } from './email.ts'

/** One accepted send. Emptying the mailbox takes the e-mail away and leaves the key, so a retry is still known. */
type Entry = { id: string; sentAt: string; key?: string | undefined; digest?: string; email?: Email }
export type Message = Entry & { email: Email }

export type MailboxStore = ReturnType<typeof openStore>

/** How many sends are kept; older ones are forgotten. */
const bound = 5_000

/**
 * Opens the messages in `file` (one JSON line each, mode 0600), or in memory when there is none. Every call
 * first reads what was appended since, so two mailboxes on one data folder show the same messages. All
 * calls are synchronous: nothing can come between looking for a key and adding under it.
 */
export function openStore(file?: string) {
  let entries: Entry[] = []
  let read = { inode: -1, bytes: 0, lines: 0 }

  function refresh(): Entry[] {
    if (!file) return entries
    const handle = openSync(file, 'a+', 0o600)
    try {
      const { ino, size } = fstatSync(handle)
      if (ino !== read.inode || size < read.bytes) {
        entries = []
        read = { inode: ino, bytes: 0, lines: 0 }
      }
      const fresh = Buffer.alloc(size - read.bytes)
      readSync(handle, fresh, 0, fresh.length, read.bytes)
      const whole = fresh.subarray(0, fresh.lastIndexOf('\n') + 1)
      const added = whole.toString().split('\n').flatMap(parse)
      entries = entries.concat(added).slice(-bound)
      read.bytes += whole.length
      read.lines += added.length
    } finally {
      closeSync(handle)
    }
    if (read.lines > 2 * bound) rewrite()
    return entries
  }

  /** A new file under the old name, which the other readers notice. */
  function rewrite(): void {
    if (!file) return
    writeFileSync(`${file}.new`, entries.map(entry => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 })
    renameSync(`${file}.new`, file)
    read.lines = entries.length
  }

  return {
    add(entry: Entry): void {
      if (!file) entries = entries.concat(entry).slice(-bound)
      // The line begins anew: a crash may have left half of another, which must not swallow it.
      else writeFileSync(file, `\n${JSON.stringify(entry)}\n`, { flag: 'a', mode: 0o600 })
    },
    /** Newest first. */
    messages: (): Message[] => refresh().filter(isMessage).reverse(),
    findKey: (key: string): Entry | undefined => refresh().findLast(entry => entry.key === key),
    empty(): void {
      entries = refresh().flatMap(({ email: _, ...entry }) => (entry.key ? [entry] : []))
      rewrite()
    },
  }
}

function isMessage(entry: Entry): entry is Message {
  return entry.email !== undefined
}

function parse(line: string): Entry[] {
  try {
    const entry = JSON.parse(line)
    return typeof entry?.id === 'string' && typeof entry.sentAt === 'string' ? [entry] : []
  } catch {
    return []
  }
}
