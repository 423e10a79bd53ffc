import { closeSync, fstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import type { Email } from './email.ts'

/** One accepted send. Emptying the mailbox takes the e-mail away and leaves the key, so a retry is still known. */
export type Entry = { id: string; sentAt: string; key?: string | undefined; digest?: string; email?: Email }
export type Message = Entry & { email: Email }

export type MailboxStore = {
  add(entry: Entry): void
  /** Newest first. */
  messages(): Message[]
  findKey(key: string): Entry | undefined
  empty(): void
}

/** How many sends are kept; older ones are forgotten. */
const bound = 5_000

/**
 * Opens the messages in `file` (one JSON line each, mode 0600), or in memory when there is none. Every call
 * first reads what was appended since, so two mailboxes on one data folder show the same messages. All
 * calls are synchronous: nothing can come between looking for a key and adding under it.
 */
export function openStore(file?: string): MailboxStore {
  let entries: Entry[] = []
  let read = { inode: -1, bytes: 0 }
  let torn = false
  let lines = 0

  function refresh(): void {
    if (!file) return
    const handle = openSync(file, 'a+', 0o600)
    try {
      const { ino, size } = fstatSync(handle)
      if (ino !== read.inode || size < read.bytes) {
        entries = []
        read = { inode: ino, bytes: 0 }
        lines = 0
      }
      const fresh = Buffer.alloc(size - read.bytes)
      readSync(handle, fresh, 0, fresh.length, read.bytes)
      const end = fresh.lastIndexOf('\n') + 1
      torn = end < fresh.length
      read.bytes += end
      keep(fresh.subarray(0, end).toString().split('\n').flatMap(parse))
    } finally {
      closeSync(handle)
    }
  }

  function keep(added: Entry[]): void {
    entries = entries.concat(added).slice(-bound)
    lines += added.length
    if (lines > 2 * bound) rewrite()
  }

  /** A new file under the old name, which the other readers notice. */
  function rewrite(): void {
    lines = entries.length
    if (!file) return
    const draft = `${file}.new`
    writeFileSync(draft, entries.map(entry => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 })
    renameSync(draft, file)
  }

  return {
    add(entry) {
      refresh()
      if (!file) return keep([entry])
      // A crash may have left half a line; it must not swallow the next one.
      writeFileSync(file, `${torn ? '\n' : ''}${JSON.stringify(entry)}\n`, { flag: 'a', mode: 0o600 })
      refresh()
    },
    messages() {
      refresh()
      return entries.filter(isMessage).reverse()
    },
    findKey(key) {
      refresh()
      return entries.findLast(entry => entry.key === key)
    },
    empty() {
      refresh()
      entries = entries.filter(entry => entry.key).map(({ email: _, ...rest }) => rest)
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
