import { parseArgs } from 'node:util'
import { ConfigError, type OperatorConfig, readOperatorConfig } from '../config.ts'
import { deploy } from '../deploy/deploy.ts'
import { startLocal } from '../dev/local.ts'
import { isStartError } from '../dev/start-error.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { isAway, isNotSetUp } from '../storage/pg-errors.ts'
import { createSealing } from '../storage/sealing.ts'
import {
  type InviteOptions,
  invitePerson,
  letBackIn,
  listTeam,
  OperatorError,
  suspendMember,
} from './operator/commands.ts'
import { usage } from './operator/usage.ts'

// `npm run moderator -- …`: the operator's way to let the first administrator in, and the last way back in.

async function run(argv: string[]): Promise<string> {
  const { command, who, values } = readArguments(argv)
  // A database that is named is somebody's real one: then nothing is made up here, least of all keys.
  if (process.env.DATABASE_URL) return work(readOperatorConfig(process.env))
  const local = await startLocal(process.env, { serve: false })
  try {
    const config = readOperatorConfig(local.env)
    const { DATABASE_OWNER_URL: ownerUrl, DATABASE_PUBLIC_URL: publicUrl } = local.env
    // Our own database may be new: this may be the first command that anybody runs.
    if (ownerUrl && !local.notes.databaseShared)
      await deploy({ ownerUrl, appUrl: config.databaseUrl, publicUrl })
    return await work(config)
  } finally {
    await local.stop()
  }

  async function work({ publicUrl, databaseUrl, contactKeys }: OperatorConfig): Promise<string> {
    const { db, end } = connect(databaseUrl, 2)
    const sealing = contactKeys && createSealing(contactKeys, randomBytes)
    const deps = { config: { publicUrl }, db, sealing, random: randomBytes, now: () => new Date() }
    try {
      if (command === 'list') return await listTeam(deps)
      if (command === 'suspend') return await suspendMember(deps, who())
      if (values['passkeys-lost']) return await letBackIn(deps, who())
      return await invitePerson(deps, who(), values)
    } finally {
      await end()
    }
  }
}

function readArguments(argv: string[]) {
  const { positionals, values } = parseOrRefuse(argv)
  const [command, who, ...rest] = positionals
  if (rest.length > 0 || (command !== 'invite' && command !== 'list' && command !== 'suspend'))
    throw new OperatorError(usage)
  return {
    command,
    who: () => {
      if (who) return who
      throw new OperatorError(`${command}: whom?\n\n${usage}`)
    },
    values,
  }
}

function parseOrRefuse(args: string[]): { positionals: string[]; values: InviteOptions } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        lang: { type: 'string' },
        'passkeys-lost': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (error instanceof OperatorError || error instanceof ConfigError || isStartError(error))
    console.error(error.message)
  else if (isAway(error)) console.error('The database cannot be reached.')
  else if (isNotSetUp(error))
    console.error(
      'The database is not set up: `npm run db:deploy` does that, and DATABASE_URL is its app role’s.',
    )
  else throw error
  process.exitCode = 1
}
