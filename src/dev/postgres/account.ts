import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { startError } from '../start-error.ts'

/** How to run PostgreSQL's programs; `account` is set when they must run under another user than ours. */
export type Runner = { account?: { uid: number; gid: number }; prefix: string[] }

/**
 * PostgreSQL refuses to run as root. So root runs it as the owner of the data that is there already, or
 * as the user `postgres`, made if absent. That user usually cannot enter root's folders (a checkout
 * below /root, a private DATA_DIR), whose permissions are not ours to loosen; one capability that lets
 * it pass through folders is handed down instead.
 */
export function findRunner(cluster: string, postgres: string): Runner {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const account = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : findAccount()
  const runners = [
    ...capabilities().map(name => ({ account, prefix: passThrough(account, name) })),
    { account, prefix: [] },
  ]
  const runner = runners.find(
    candidate => canRun(candidate, postgres) && canEnter(candidate, dirname(cluster)),
  )
  if (runner) return runner
  throw startError(
    `PostgreSQL does not run as root, and the user it would run as cannot reach ${postgres} or ${dirname(cluster)}. ` +
      'Start as an ordinary user, or install setpriv (util-linux), or move the checkout and DATA_DIR to folders that all users may enter.',
  )
}

/**
 * access(2), which PostgreSQL calls on its own programs, ignores capabilities of a process that is not
 * root unless no_setuid_fixup is set; the exec that follows still drops all but the one named.
 */
function passThrough({ uid, gid }: { uid: number; gid: number }, capability: string): string[] {
  const only = `-all,+${capability}`
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--bounding-set=${only}`,
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    '--',
  ]
}

/** What this process may hand down, the weaker first: containers often hold dac_override alone. */
function capabilities(): string[] {
  if (process.platform !== 'linux') return []
  const held = BigInt(
    `0x${/^CapPrm:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`,
  )
  const known: [string, bigint][] = [
    ['dac_read_search', 2n],
    ['dac_override', 1n],
  ]
  return known.filter(([, bit]) => (held >> bit) & 1n).map(([name]) => name)
}

function canRun(runner: Runner, postgres: string): boolean {
  const { status, stderr } = probe(runner, [postgres, '--version'])
  // It exits with 0 even where it cannot find itself, which initdb and pg_ctl then stumble over.
  return status === 0 && !stderr.includes('invalid binary')
}

function canEnter(runner: Runner, folder: string): boolean {
  return probe(runner, ['sh', '-c', 'cd "$1"', 'sh', folder]).status === 0
}

function probe({ account, prefix }: Runner, line: string[]) {
  const [command = '', ...args] = [...prefix, ...line]
  return spawnSync(command, args, { cwd: '/', encoding: 'utf8', ...(prefix.length === 0 ? account : {}) })
}

function findAccount(): { uid: number; gid: number } {
  const found = lookUp()
  if (found) return found
  const groups = [
    ['groupadd', '--system', 'postgres'],
    ['addgroup', '-S', 'postgres'],
  ]
  const users = [
    [
      'useradd',
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ],
    ['adduser', '-S', '-D', '-H', '-G', 'postgres', '-s', '/sbin/nologin', 'postgres'],
  ]
  for (const choices of [groups, users])
    choices.some(([command = '', ...args]) => spawnSync(command, args).status === 0)
  const made = lookUp()
  if (made) return made
  throw startError(
    'PostgreSQL does not run as root, and the user "postgres" it would run as could not be made. ' +
      'Start as an ordinary user, or make that user first.',
  )
}

function lookUp(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map(flag => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  })
  return uid && gid !== undefined ? { uid, gid } : undefined
}
