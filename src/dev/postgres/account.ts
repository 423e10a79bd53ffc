import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { startError } from '../start-error.ts'

export type Account = { uid: number; gid: number }

/** How to run PostgreSQL's programs; `account` is set when they must run under another user than ours. */
type Runner = { account?: Account; prefix: string[] }

/**
 * PostgreSQL refuses to run as root. So root runs it as the owner of the data that is there already, else as the user
 * `postgres`, else as `nobody`. That user usually cannot enter root's folders (a checkout below /root, a private
 * DATA_DIR), whose permissions are not ours to loosen; one capability that lets it pass through folders is handed down
 * instead, the weaker one where we have it: containers often hold dac_override alone.
 */
export function findRunner(cluster: string, postgres: string): Runner {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const account = ownerOf(cluster) ?? accountOf('postgres') ?? accountOf('nobody')
  if (!account) throw startError('PostgreSQL does not run as root. Start as an ordinary user.')
  const passes = ['dac_read_search', 'dac_override'].map(capability => passThrough(account, capability))
  const runner = [...passes, []]
    .map(prefix => ({ account, prefix }))
    .find(candidate => canRun(candidate, postgres, dirname(cluster)))
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
function passThrough({ uid, gid }: Account, capability: string): string[] {
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

/**
 * Whether PostgreSQL starts there. It exits with 0 even where it cannot find itself, which initdb then stumbles over.
 */
function canRun({ account, prefix }: Runner, postgres: string, folder: string): boolean {
  const [command = '', ...args] = [...prefix, 'sh', '-c', 'cd "$1" && "$2" --version', 'sh', folder, postgres]
  const { status, stderr } = spawnSync(command, args, {
    cwd: '/',
    encoding: 'utf8',
    ...(prefix.length === 0 ? account : {}),
  })
  return status === 0 && !stderr.includes('invalid binary')
}

function ownerOf(cluster: string): Account | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined
}

function accountOf(user: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map(flag => {
    const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  })
  return uid && gid !== undefined ? { uid, gid } : undefined
}
