import { ConfigError, readConfig, readDatabaseUrls } from '../config.ts'
import { runCommand, withDatabase } from '../deploy/command.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'
import { type Check, checkDatabase, checkProxies, reportOf } from './checks.ts'

// `npm run doctor`: what is wrong with an installation, and how to mend it. It changes nothing and shows no secret.

class Unwell extends Error {}

type Env = Record<string, string | undefined>

async function run(argv: string[]): Promise<string> {
  if (argv.length > 0) throw new Unwell('npm run doctor, with the settings that the product has')
  const checks = await withDatabase(Boolean(process.env.DATABASE_URL), examine)
  const { text, isWell } = reportOf(checks)
  if (!isWell) throw new Unwell(text)
  return text
}

async function examine(env: Env): Promise<Check[]> {
  const faults = [faultOf(() => readConfig(env)), faultOf(() => readDatabaseUrls(env))].filter(
    fault => fault !== null,
  )
  if (faults.length > 0) return [{ what: 'settings', fault: faults.join('; ') }]
  const { appUrl, publicUrl } = readDatabaseUrls(env)
  const [app, reader] = [connect(appUrl, 1), connect(publicUrl, 1)]
  const config = readConfig(env)
  const sealing = createSealing(config.contactKeys, randomBytes)
  try {
    const tried = await checkDatabase({ app: app.db, reader: reader.db, sealing, now: () => new Date() })
    return [{ what: 'settings', fault: null }, checkProxies(config), ...tried]
  } finally {
    await Promise.all([app.end(), reader.end()])
  }
}

function faultOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replace(/^configuration: /, '')
    throw error
  }
}

await runCommand(run, [Unwell])
