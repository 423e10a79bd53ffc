import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One process for good: a pid is given to others later, a pid with its start is not. */
export type ProcessMark = { pid: number; started: string }

/** The mark of the process that runs under `pid` now, or undefined when none does. */
export function markProcess(pid: number): ProcessMark | undefined {
  if (!exists(pid)) return undefined
  const started = startOf(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether the very process that was marked still runs. */
export function isRunning(mark: ProcessMark): boolean {
  return markProcess(mark.pid)?.started === mark.started
}

/** The command line of `pid` as one string, or '' when it is gone or cannot be told. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
  return ask('command', pid)
}

function exists(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (e) {
    return e instanceof Error && 'code' in e && e.code === 'EPERM'
  }
}

function startOf(pid: number): string | undefined {
  if (process.platform === 'win32') return ''
  if (process.platform !== 'linux') return ask('lstart', pid) || undefined
  const stat = read(`/proc/${pid}/stat`)
  // The name in parentheses may hold anything, so the fields are counted after the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A zombie holds its pid until its parent looks, but it is dead all the same.
  if (fields[0] === 'Z' || fields[19] === undefined) return undefined
  return `${read('/proc/sys/kernel/random/boot_id').trim()}/${fields[19]}`
}

function ask(field: string, pid: number): string {
  const { stdout } = spawnSync('ps', ['-ww', '-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' })
  return (stdout ?? '').trim()
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
