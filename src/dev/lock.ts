import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isRunning, markProcess } from './processes.ts'
import { startError } from './start-error.ts'

const patience = 60_000
const breath = 25

/**
 * Runs `work` while no other process runs one under the same lock file; waits up to a minute.
 * A lock whose holder has died is broken. Throws a StartError when the holder lives and does not end.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patience
  while (!take(file)) {
    breakDead(file)
    if (Date.now() > deadline)
      throw startError(`Another process has held ${file} for a minute. End it first.`)
    await pause(breath)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  const handle = openNew(file)
  if (handle === undefined) return false
  writeFileSync(handle, JSON.stringify(markProcess(process.pid)))
  closeSync(handle)
  return true
}

/**
 * Only one process at a time may break locks, and it looks again before it does: of two that saw the
 * same dead holder, the slower one would otherwise remove the lock that the faster one has just taken.
 */
function breakDead(file: string): void {
  if (!isDead(file)) return
  const claim = `${file}.break`
  const handle = openNew(claim)
  if (handle === undefined) {
    if (age(claim) > 10_000) rmSync(claim, { force: true })
    return
  }
  closeSync(handle)
  if (isDead(file)) rmSync(file, { force: true })
  rmSync(claim, { force: true })
}

function isDead(file: string): boolean {
  try {
    return !isRunning(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Empty for an instant while it is being taken; for longer, only if its maker was killed in that instant.
    return age(file) > 2_000
  }
}

function age(file: string): number {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made === undefined ? 0 : Date.now() - made
}

function openNew(file: string): number | undefined {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (e) {
    if (e instanceof Error && 'code' in e && e.code === 'EEXIST') return undefined
    throw e
  }
}
