import { ConfigError, readOperatorConfig } from '../config.ts'
import { readCommandLine, runCommand, withDatabase } from '../deploy/command.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'
import { type KeysDeps, retire, rotate, status } from './commands.ts'
import { KeysError, usage } from './usage.ts'

// `npm run keys -- …`: changes the key under which contacts are sealed, while the product serves.

async function run(argv: string[]): Promise<string> {
  const { command, options } = readArguments(argv)
  return withDatabase(Boolean(process.env.DATABASE_URL), async env => {
    const { databaseUrl, contactKeys } = readOperatorConfig(env)
    if (!contactKeys) throw new ConfigError('configuration: CONTACT_KEY: it is not set')
    const { db, end } = connect(databaseUrl, 2)
    const deps: KeysDeps = {
      db,
      sealing: createSealing(contactKeys, randomBytes),
      now: () => new Date(),
      say: line => console.log(line),
    }
    try {
      if (command === 'retire') return await retire(deps, options)
      return command === 'rotate' ? await rotate(deps) : await status(deps)
    } finally {
      await end()
    }
  })
}

function readArguments(argv: string[]) {
  const { positionals, values: options } = readCommandLine(
    argv,
    { now: { type: 'boolean' } },
    { Refused: KeysError, usage },
  )
  const [command, ...rest] = positionals
  const isKnown = command === 'status' || command === 'rotate' || command === 'retire'
  if (!isKnown || rest.length > 0 || (options.now && command !== 'retire')) throw new KeysError(usage)
  return { command, options }
}

await runCommand(run, [KeysError])
