import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { keepKeys } from './keys.ts'
import { type MailboxProcess, startMailbox } from './mailbox/process.ts'
import { checkPort, readPort } from './ports.ts'
import { type LocalDatabase, openLocalDatabase } from './postgres/local-database.ts'
import { startError, takenPort } from './start-error.ts'

/** As src/paths.ts has it, which nobody reads without a build: `npm run dev:worker` runs this file as it is. */
const webhookPath = '/webhooks/resend'

type Env = Record<string, string | undefined>

type Local = {
  env: Record<string, string>
  notes: { mailbox?: string; dataDir: string; databaseShared: boolean }
  stop(): Promise<void>
}

const keyNames = ['CONTACT_KEY', 'SESSION_SECRET']

/**
 * Starts what the environment does not name, and returns the environment with what was added:
 * - a database
 * - keys, addresses and a mailbox, except in production, where what is missing stays so
 *
 * `only` is for a command: it looks at no port. With `mailbox` it needs no database and no keys, and the mailbox is one
 * more, at a port of its own: what it takes is shown by that of `npm start` too.
 * Throws a StartError, with nothing left running, when a port is taken or a service does not start.
 */
export async function startLocal(
  environment: Env,
  { only }: { only?: 'database' | 'mailbox' } = {},
): Promise<Local> {
  const settings = readSettings(environment)
  const { named, production, port, mailboxPort, host, dataDir, ownMailbox } = settings
  if (only === undefined) {
    await checkPort('PORT', port, host)
    if (ownMailbox && mailboxPort === port) throw takenPort('MAILBOX_PORT', port)
    if (ownMailbox) await checkPort('MAILBOX_PORT', mailboxPort, host)
  }
  const keys = production || only === 'mailbox' ? {} : await makeKeys(named, dataDir)
  const secret = ownMailbox && only === undefined ? await eventSecret(named, dataDir) : undefined
  const events =
    secret === undefined
      ? undefined
      : {
          url: `http://${reachable(named.HOST) ?? '127.0.0.1'}:${port}${webhookPath}`,
          secret,
        }
  const boxPort = only === 'mailbox' ? 0 : mailboxPort
  const [mailbox, database] = await startBoth(
    only !== 'database' && ownMailbox
      ? () => startMailbox({ port: boxPort, host: named.HOST, dataDir, events })
      : undefined,
    named.DATABASE_URL || only === 'mailbox' ? undefined : () => openLocalDatabase(dataDir),
  )
  return {
    env: strings({
      ...environment,
      PORT: String(port),
      HOST: host,
      DATA_DIR: dataDir,
      ...(production ? {} : localDefaults(settings, mailbox?.port ?? mailboxPort)),
      ...keys,
      ...(secret && { RESEND_WEBHOOK_SECRET: secret }),
      ...(database && {
        DATABASE_OWNER_URL: database.ownerUrl,
        DATABASE_URL: database.appUrl,
        DATABASE_PUBLIC_URL: database.publicUrl,
      }),
    }),
    notes: {
      dataDir,
      databaseShared: database?.shared ?? false,
      ...(mailbox && { mailbox: `http://${reachable(named.HOST) ?? 'localhost'}:${mailbox.port}` }),
    },
    stop: stopOnce(mailbox, database),
  }
}

function readSettings(environment: Env) {
  // An empty value, as a .env file may have it, names nothing.
  const named: Env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value))
  const production = named.NODE_ENV === 'production'
  const port = readPort('PORT', named.PORT ?? '3000')
  return {
    named,
    production,
    port,
    mailboxPort: readPort('MAILBOX_PORT', named.MAILBOX_PORT ?? String(port < 65_535 ? port + 1 : port - 1)),
    host: named.HOST ?? '127.0.0.1',
    dataDir: resolve(named.DATA_DIR ?? '.data'),
    ownMailbox: !production && !named.RESEND_API_KEY && !named.RESEND_BASE_URL && !named.SMTP_URL,
  }
}

function localDefaults(
  { named, port, ownMailbox }: ReturnType<typeof readSettings>,
  mailboxPort: number,
): Env {
  return {
    PUBLIC_URL: named.PUBLIC_URL ?? `http://localhost:${port}`,
    MAIL_FROM: named.MAIL_FROM ?? 'Countersign <countersign@localhost>',
    ...(!named.SMTP_URL && { RESEND_API_KEY: named.RESEND_API_KEY ?? 're_local_mailbox' }),
    ...(ownMailbox && { RESEND_BASE_URL: `http://${reachable(named.HOST) ?? '127.0.0.1'}:${mailboxPort}` }),
  }
}

/** The host as it stands in a URL; undefined when none is given or it means every address. */
function reachable(host: string | undefined): string | undefined {
  if (!host || host === '0.0.0.0' || host === '::') return undefined
  return host.includes(':') ? `[${host}]` : host
}

async function makeKeys(named: Env, dataDir: string): Promise<Record<string, string>> {
  const missing = keyNames.filter(name => !named[name])
  if (missing.length === 0) return {}
  if (
    !named.DATABASE_URL &&
    existsSync(join(dataDir, 'postgres')) &&
    !existsSync(join(dataDir, 'keys.json'))
  ) {
    throw startError(
      `${join(dataDir, 'keys.json')} is missing, and the database beside it holds data sealed with its keys. ` +
        `Restore it, or set ${missing.join(', ')}, or move ${dataDir} away to begin with an empty one.`,
    )
  }
  return keepKeys(dataDir, missing)
}

/** Under which the mailbox tells the application what became of a message, by the buttons there. */
async function eventSecret(named: Env, dataDir: string): Promise<string> {
  if (named.RESEND_WEBHOOK_SECRET) return named.RESEND_WEBHOOK_SECRET
  const { RESEND_WEBHOOK_SECRET: key } = await keepKeys(dataDir, ['RESEND_WEBHOOK_SECRET'])
  return `whsec_${key}`
}

/** Both at once; when one fails, the other is stopped before the error is thrown. */
async function startBoth(
  mailbox: (() => Promise<MailboxProcess>) | undefined,
  database: (() => Promise<LocalDatabase>) | undefined,
): Promise<[MailboxProcess | undefined, LocalDatabase | undefined]> {
  const starts = [mailbox?.(), database?.()] as const
  try {
    return await Promise.all(starts)
  } catch (error) {
    for (const start of await Promise.allSettled(starts)) {
      if (start.status === 'fulfilled') await start.value?.stop()
    }
    throw error
  }
}

/** The mailbox first; the database also when the mailbox does not end well. */
function stopOnce(
  mailbox: MailboxProcess | undefined,
  database: LocalDatabase | undefined,
): () => Promise<void> {
  let stopped: Promise<void> | undefined
  return () => {
    stopped ??= (async () => {
      try {
        await mailbox?.stop()
      } finally {
        await database?.stop()
      }
    })()
    return stopped
  }
}

function strings(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
