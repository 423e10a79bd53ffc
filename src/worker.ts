import type {
  ExecutionContext,
  Fetcher,
  Hyperdrive,
  KVNamespace,
  RateLimit,
  ScheduledController,
} from '@cloudflare/workers-types'
import type { Context } from 'hono'
import { createApp } from './app.ts'
import { type Config, ConfigError, readConfig, unknownNames } from './config.ts'
import type { Deps } from './deps.ts'
import type { LastGood } from './held/last-good.ts'
import { replay } from './held/replay.ts'
import { createSnapshots } from './held/snapshot.ts'
import { createLog, describeError } from './log.ts'
import { deliverDue } from './mail/deliver.ts'
import { createResendMailer } from './mail/mailer.ts'
import { createFindOutcome } from './mail/outcome.ts'
import { randomBytes } from './random.ts'
import { connect, type Database } from './storage/client.ts'
import { noteKeys } from './storage/contact-keys.ts'
import { stayCurrent } from './storage/current-key.ts'
import { createSealing, type Sealing } from './storage/sealing.ts'
import { sweep } from './sweep/sweep.ts'

export type WorkerEnv = {
  /** Both with query caching off, or approvals would be a minute late. */
  HYPERDRIVE: Hyperdrive
  HYPERDRIVE_PUBLIC: Hyperdrive
  LAST_GOOD: KVNamespace
  /** The files of `dist/files`, uploaded beside the code. */
  FILES: Fetcher
  /** The platform's own limit on forms; without it the database's stand alone. */
  FORMS?: RateLimit
} & Record<string, unknown>

/**
 * Messages a request sends along after its answer, which may be those of all who asked with it, and how long it waits
 * for the pace: all work after an answer has half a minute. The cron sends the rest. Few at once: a request has six
 * connections, the database's among them.
 */
const sentAlong = { most: 40, patience: 20_000, atOnce: 2 }
/** The same of the cron, which comes each minute. */
const sentByCron = { most: 1000, patience: 50_000, atOnce: 2 }

/** The Worker, by a clock of the caller's. What an isolate may keep between requests is here; connections are not. */
export function createWorker(now: () => Date) {
  const snapshots = createSnapshots()
  const nextHandling = { at: null }
  const log = createLog((line, level) => (level === 'error' ? console.error(line) : console.log(line)), now)
  let kept: Kept | null = null
  /** An isolate's settings stay as they are: what is wrong with them is said once. */
  let isRefused = false
  const keyClock = { now, askedAt: Number.NEGATIVE_INFINITY }

  /** Null where the settings are refused. */
  function settingsOf(env: WorkerEnv): Kept | null {
    if (kept !== null || isRefused) return kept
    const settings = { ...env, NODE_ENV: isDevelopment(env) ? 'development' : 'production' }
    for (const { name, meant } of unknownNames(settings))
      log('warn', 'setting_unknown', { setting: name, meant })
    try {
      kept = keep(readConfig(settings))
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      isRefused = true
      log('error', 'settings_refused', { faults: error.message })
    }
    return kept
  }

  function depsOf(env: WorkerEnv, execution: ExecutionContext): Deps {
    const settings = settingsOf(env)
    if (settings === null) throw new Error('the settings are refused')
    const { config, sealing } = settings
    const { FORMS } = env
    const background = (work: Promise<void>) =>
      execution.waitUntil(work.catch(error => log('error', 'background_failed', describeError(error))))
    const deps: Deps = {
      config,
      sealing: stayCurrent(sealing, () => deps.db, keyClock),
      // A new client a request; a kept one fails, as sockets belong to the request that opened them.
      get db() {
        return remember(this, 'db', connect(env.HYPERDRIVE.connectionString, 5).db)
      },
      get publicDb() {
        return remember(this, 'publicDb', connect(env.HYPERDRIVE_PUBLIC.connectionString, 5).db)
      },
      mayShareWork: false,
      now,
      random: randomBytes,
      mailer: createResendMailer(config),
      findOutcome: createFindOutcome(config),
      snapshots,
      nextHandling,
      lastGood: keysOf(env.LAST_GOOD),
      file: filesOf(env.FILES),
      compress: null,
      // Set by Cloudflare on each request, whatever the client sent under this name.
      remoteAddress: c => c.req.header('cf-connecting-ip') ?? null,
      formLimit: FORMS ? async key => (await FORMS.limit({ key })).success : null,
      log,
      background,
      mailOwed: () => background(deliverDue(deps, sentAlong.most, sentAlong).then(() => {})),
    }
    return deps
  }

  const app = createApp((c: Context) => depsOf(c.env as WorkerEnv, c.executionCtx as ExecutionContext))

  return {
    async fetch(request: Request, env: WorkerEnv, execution: ExecutionContext): Promise<Response> {
      if (settingsOf(env) === null) return answerRefused()
      const { method, url, headers } = request
      const address = url.slice(url.indexOf('/', 'https://'.length))
      const header = (name: string) => headers.get(name) ?? undefined
      const replayed = replay({ method, address, header }, snapshots, now)
      return replayed ? new Response(replayed.body, replayed) : app.fetch(request, env, execution)
    },

    async scheduled(_: ScheduledController, env: WorkerEnv, execution: ExecutionContext): Promise<void> {
      const deps = depsOf(env, execution)
      try {
        await noteKeys(deps.db, deps.sealing, now())
        const deliver = () => deliverDue(deps, sentByCron.most, sentByCron)
        // Beside each other: who is slow to take a mail holds up nothing else, and a sweep that fails no mail.
        const [swept] = await Promise.allSettled([sweep(deps), deliver()])
        // What the sweep has owed.
        await deliver()
        if (swept.status === 'rejected') throw swept.reason
      } catch (error) {
        log('error', 'sweep_failed', describeError(error))
        // The platform writes what is thrown into its own log, and a driver's message quotes what was stored.
        throw new Error('the sweep failed')
      }
    },
  }
}

type Kept = { config: Config; sealing: Sealing }

function keep(config: Config): Kept {
  if (config.smtpUrl !== undefined) throw new ConfigError('configuration: SMTP_URL: a Worker sends by Resend')
  return { config, sealing: createSealing(config.contactKeys, randomBytes) }
}

/** A Worker that is deployed is production, whatever else its settings say: `npm run dev:worker` alone sets this. */
const isDevelopment = ({ NODE_ENV }: WorkerEnv): boolean => NODE_ENV === 'development'

/** To every request, `/ready` too: what is wrong the log alone says. Nothing to run in it, and no cache keeps it. */
const answerRefused = () =>
  new Response('Countersign is not configured.', {
    status: 503,
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  })

/** Makes a getter's value at its first use only: most requests need no connection at all. */
function remember(holder: Deps, name: 'db' | 'publicDb', value: Database): Database {
  Object.defineProperty(holder, name, { value })
  return value
}

const keysOf = (kv: KVNamespace): LastGood => ({
  read: name => kv.get(name),
  write: (name, json) => kv.put(name, json),
  remove: name => kv.delete(name),
})

/** Its host means nothing to the binding. Throws where the platform answers neither the file nor that there is none. */
const filesOf = (files: Fetcher) => async (name: string) => {
  const answer = await files.fetch(`https://files/${name}`)
  if (answer.status === 404) return null
  if (answer.status !== 200) throw new Error(`the platform answers ${answer.status} for a file`)
  return { body: new Uint8Array(await answer.arrayBuffer()) }
}

export default createWorker(() => new Date())
