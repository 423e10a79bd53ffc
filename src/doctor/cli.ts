import { ConfigError, readConfig, readDatabaseUrls, unknownNames } from '../config.ts'
import { checkUrls } from '../deploy/check-urls.ts'
import { runCommand, withDatabase } from '../deploy/command.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'
import { type Check, checkDatabase, checkNames, checkProxies, reportOf, wordsForError } from './checks.ts'

// `npm run doctor`: what is wrong with an installation, and how to mend it. It changes nothing and shows no secret.

class Unwell extends Error {}

type Env = Record<string, string | undefined>

async function run(argv: string[]): Promise<string> {
  if (argv.length > 0) throw new Unwell('npm run doctor, with the settings that the product has')
  // Production makes no settings up: what is missing is said before a database is started in vain.
  const isNamed = Boolean(process.env.DATABASE_URL)
  const missing = process.env.NODE_ENV === 'production' ? checkSettings(process.env, isNamed) : null
  const checks = missing?.fault ? [missing] : await withDatabase(isNamed, examine)
  const { text, isWell } = reportOf(checks)
  if (!isWell) throw new Unwell(text)
  return text
}

async function examine(env: Env): Promise<Check[]> {
  const settings = checkSettings(env, true)
  if (settings.fault !== null) return [settings]
  const urls = readDatabaseUrls(env)
  const fault = await checkUrls(urls).then(() => null, wordsForUrl)
  if (fault !== null)
    return [
      { what: 'settings', fault: null },
      { what: 'database', fault },
    ]
  const { appUrl, publicUrl } = urls
  const [app, reader] = [connect(appUrl, 1), connect(publicUrl, 1)]
  const config = readConfig(env)
  const sealing = createSealing(config.contactKeys, randomBytes)
  try {
    const tried = await checkDatabase({ app: app.db, reader: reader.db, sealing, now: () => new Date() })
    return [settings, checkNames(unknownNames(env)), checkProxies(config), ...tried]
  } finally {
    await Promise.all([app.end(), reader.end()])
  }
}

function checkSettings(env: Env, withUrls: boolean): Check {
  const faults = [
    faultOf(() => readConfig(env)),
    withUrls ? faultOf(() => readDatabaseUrls(env)) : null,
  ].filter(fault => fault !== null)
  return { what: 'settings', fault: faults.length === 0 ? null : faults.join('; ') }
}

function wordsForUrl(error: unknown): string {
  if (error instanceof ConfigError) return bare(error)
  return wordsForError(error)
}

const bare = ({ message }: ConfigError) => message.replace(/^configuration: /, '')

function faultOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof ConfigError) return bare(error)
    throw error
  }
}

await runCommand(run, [Unwell])
