import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildOnce } from '../build/build.ts'
import { startLocal } from './local.ts'
import { isStartError } from './start-error.ts'
import { stopOnSignals } from './stop-on-signals.ts'

// `npm run dev:worker`: the Worker in workerd, through wrangler, on the same database and mailbox as `npm start`.

const root = fileURLToPath(new URL('../..', import.meta.url))
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const minute = 60_000

/** The variables that the Worker reads; production has them as secrets. */
const settings = [
  'PUBLIC_URL',
  'MAIL_FROM',
  'RESEND_API_KEY',
  'RESEND_BASE_URL',
  'RESEND_WEBHOOK_SECRET',
  'MODERATORS_WEBHOOK_URL',
  'MODERATORS_WEBHOOK_SECRET',
  'MAIL_PER_SECOND',
  'CONTACT_KEY',
  'SESSION_SECRET',
  'LIMIT_ASKS_PER_ADDRESS',
  'LIMIT_FRESH_LINKS_PER_ADDRESS',
  'LIMIT_FORMS_BY_NETWORK',
  'LIMIT_UNPROVED_BY_NETWORK',
  'LIMIT_UNPROVED_IN_FLOOD',
  'LIMIT_FLOOD',
  'LIMIT_GREAT_FLOOD',
  'LIMIT_PROVED_BY_NETWORK',
  'LIMIT_UNPROVED_BY_DOMAIN',
  'LIMIT_PROVED_BY_DOMAIN',
  'LIMIT_CONFIRMED_BY_DOMAIN',
  'SECURITY_CONTACT',
  'OPERATOR_NAME',
  'OPERATOR_ADDRESS',
  'ONION_URL',
  'MIRROR_URLS',
]

try {
  const local = await startLocal(process.env)
  const { env, notes } = local
  try {
    await deployLocally(env)
  } catch (error) {
    await local.stop()
    throw error
  }
  const child = spawn(process.execPath, wranglerArguments(env, notes.dataDir), {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // In a session of its own: we end it after the last request, not the terminal.
    detached: true,
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: env.DATABASE_URL,
      CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE_PUBLIC: env.DATABASE_PUBLIC_URL,
    },
  })
  const cron = setInterval(() => fireCron(env), minute)
  const stop = async () => {
    clearInterval(cron)
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
    }
    await local.stop()
  }
  stopOnSignals(stop)
  child.on('exit', code => {
    stop().then(() => process.exit(code ?? 1))
  })
  await untilAnswers(env)
  fireCron(env)
  console.log(
    `\n  Read      ${env.PUBLIC_URL}/\n  Mail      ${notes.mailbox ?? 'Resend'}\n  Moderate  npm run moderator -- invite you@example.org --name "Your name"\n`,
  )
} catch (error) {
  if (!isStartError(error)) throw error
  console.error(error.message)
  process.exit(1)
}

/** Migrations and statements, as `npm run db:deploy` does it for production. */
async function deployLocally(env: Record<string, string>) {
  await buildOnce()
  const child = spawn(process.execPath, [join(root, 'dist/deploy.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the database could not be brought to the present')
}

function wranglerArguments(env: Record<string, string>, dataDir: string): string[] {
  const file = join(dataDir, 'worker.env')
  // Without this line the Worker takes itself for production.
  const kind = `NODE_ENV='${env.NODE_ENV === 'production' ? 'production' : 'development'}'`
  const lines = settings.flatMap(name => (env[name] === undefined ? [] : [`${name}='${env[name]}'`]))
  writeFileSync(file, `${[kind, ...lines].join('\n')}\n`, { mode: 0o600 })
  return [
    wrangler,
    'dev',
    `--port=${env.PORT ?? '3000'}`,
    `--ip=${env.HOST ?? '127.0.0.1'}`,
    '--inspector-port=0',
    `--env-file=${file}`,
    `--persist-to=${join(dataDir, 'worker')}`,
    '--show-interactive-dev-session=false',
    // Its request log would print links, which are secrets; the Worker's own warnings and errors remain.
    '--log-level=warn',
  ]
}

/** wrangler fires no cron by itself. */
function fireCron(env: Record<string, string>) {
  fetch(`http://127.0.0.1:${env.PORT}/cdn-cgi/local/scheduled`).catch(() => {
    console.error('The cron could not be fired: the Worker does not answer.')
  })
}

async function untilAnswers(env: Record<string, string>) {
  const deadline = Date.now() + minute
  while (Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${env.PORT}/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}
