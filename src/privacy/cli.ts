import { parseArgs } from 'node:util'
import { ConfigError, type OperatorConfig, readOperatorConfig } from '../config.ts'
import { deploy } from '../deploy/deploy.ts'
import { startLocal } from '../dev/local.ts'
import { isStartError } from '../dev/start-error.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { isAway, isNotSetUp } from '../storage/pg-errors.ts'
import { createSealing } from '../storage/sealing.ts'
import { type EraseOptions, erase, report } from './commands.ts'
import { PrivacyError, usage } from './usage.ts'

// `npm run privacy -- …`: what is held about people, counted; and what a letter to the operator asks.

async function run(argv: string[]): Promise<string> {
  const { command, address, options } = readArguments(argv)
  // A database that is named is somebody's real one: then nothing is made up here, least of all keys.
  if (process.env.DATABASE_URL) return work(readOperatorConfig(process.env))
  const local = await startLocal(process.env, { serve: false })
  try {
    const config = readOperatorConfig(local.env)
    const { DATABASE_OWNER_URL: ownerUrl, DATABASE_PUBLIC_URL: publicUrl } = local.env
    if (ownerUrl && !local.notes.databaseShared)
      await deploy({ ownerUrl, appUrl: config.databaseUrl, publicUrl })
    return await work(config)
  } finally {
    await local.stop()
  }

  async function work({ databaseUrl, contactKeys }: OperatorConfig): Promise<string> {
    const { db, end } = connect(databaseUrl, 1)
    const sealing = contactKeys && createSealing(contactKeys, randomBytes)
    const deps = { db, sealing, now: () => new Date() }
    try {
      return command === 'report' ? await report(deps) : await erase(deps, address, options)
    } finally {
      await end()
    }
  }
}

function readArguments(argv: string[]) {
  const { positionals, values } = parseOrRefuse(argv)
  const [command, address = '', ...rest] = positionals
  const isReport = command === 'report' && address === '' && Object.keys(values).length === 0
  if (rest.length > 0 || !(isReport || command === 'erase')) throw new PrivacyError(usage)
  return { command, address, options: values }
}

function parseOrRefuse(args: string[]): { positionals: string[]; values: EraseOptions } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' } },
    })
  } catch (error) {
    throw new PrivacyError(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (error instanceof PrivacyError || error instanceof ConfigError || isStartError(error))
    console.error(error.message)
  else if (isAway(error)) console.error('The database cannot be reached.')
  else if (isNotSetUp(error))
    console.error(
      'The database is not set up: `npm run db:deploy` does that, and DATABASE_URL is its app role’s.',
    )
  else throw error
  process.exitCode = 1
}
