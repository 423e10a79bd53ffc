import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ConfigError } from '../config.ts'
import { startLocal } from '../dev/local.ts'
import { isStartError } from '../dev/start-error.ts'
import { describeError } from '../log.ts'
import { ContactKeyFault } from '../storage/current-key.ts'
import { isAway, isNotSetUp, sqlState } from '../storage/pg-errors.ts'
import { deploy } from './deploy.ts'

// The frame of an operator's command: on which database it works, and how it says that it does not.

type Env = Record<string, string | undefined>

/**
 * Works on the database that the environment names. Where it names none, the local one is started, set up unless a
 * server uses it already, and stopped again.
 */
export async function withDatabase<T>(isNamed: boolean, work: (env: Env) => Promise<T>): Promise<T> {
  // A database that is named is somebody's real one: then nothing is made up here, least of all keys.
  if (isNamed) return work(process.env)
  const local = await startLocal(process.env, { only: 'database' })
  try {
    const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl, DATABASE_PUBLIC_URL: publicUrl } = local.env
    // Our own database may be new: this may be the first command that anybody runs.
    if (ownerUrl && !local.notes.databaseShared) await deploy({ ownerUrl, appUrl, publicUrl })
    return await work(local.env)
  } finally {
    await local.stop()
  }
}

/** What names real settings: beside one of these none is made up. */
const realSettings = ['DATABASE_URL', 'MAIL_FROM', 'RESEND_API_KEY', 'SMTP_URL']

/**
 * Works with the settings of mail that the environment names. Where it names nothing of the product, and is not
 * production's, they are those of `npm start`, whose mailbox then shows what is sent.
 */
export async function withMailSettings<T>(work: (env: Env, isLocal: boolean) => Promise<T>): Promise<T> {
  const isReal = process.env.NODE_ENV === 'production' || realSettings.some(name => process.env[name])
  if (isReal) return work(process.env, false)
  const local = await startLocal(process.env, { only: 'mailbox' })
  try {
    return await work(local.env, true)
  } finally {
    await local.stop()
  }
}

/**
 * Prints what the command says, or why it does not: `refusals` are the kinds of error that it explains itself by.
 */
export async function runCommand(
  run: (argv: string[]) => Promise<string>,
  refusals: readonly Refusal[],
): Promise<void> {
  try {
    console.log(await run(process.argv.slice(2)))
  } catch (error) {
    console.error(wordsForFault(error, refusals))
    process.exitCode = 1
  }
}

type Refusal = new (message: string) => Error

type Options = NonNullable<ParseArgsConfig['options']>

/** What was typed after a command's name. Where that cannot be read, `Refused` says why, and the command's usage. */
export function readCommandLine<O extends Options>(
  args: string[],
  options: O,
  { Refused, usage }: { Refused: Refusal; usage: string },
) {
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

/**
 * What a command, or a start, that failed prints. Of a refusal, of which `refusals` are its own kinds, the message; of
 * a fault of ours what {@link describeError} lets be known, as its message and its properties can quote a URL with a
 * password.
 */
export function wordsForFault(error: unknown, refusals: readonly Refusal[] = []): string {
  if (isStartError(error)) return error.message
  for (const kind of [ConfigError, ContactKeyFault, ...refusals])
    if (error instanceof kind) return error.message
  if (isAway(error)) return 'The database cannot be reached.'
  if (isNotSetUp(error))
    return 'The database is not set up: `npm run db:deploy` does that, and DATABASE_URL is its app role’s, with its password.'
  if (sqlState(error) === '42704')
    return 'A URL of the database has a setting behind its “?” that the database does not know.'
  return `Countersign has failed: ${JSON.stringify(describeError(error))}`
}
