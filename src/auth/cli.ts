import { type OperatorConfig, readOperatorConfig } from '../config.ts'
import { readCommandLine, runCommand, withDatabase } from '../deploy/command.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'
import { invitePerson, letBackIn, listTeam, OperatorError, suspendMember } from './operator/commands.ts'
import { usage } from './operator/usage.ts'

// `npm run moderator -- …`: the operator's way to let the first administrator in, and the last way back in.

async function run(argv: string[]): Promise<string> {
  const { command, who, values } = readArguments(argv)
  return withDatabase(Boolean(process.env.DATABASE_URL), env => work(readOperatorConfig(env)))

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

const options = {
  name: { type: 'string' },
  role: { type: 'string' },
  lang: { type: 'string' },
  'passkeys-lost': { type: 'boolean' },
} as const

function readArguments(argv: string[]) {
  const { positionals, values } = readCommandLine(argv, options, { Refused: OperatorError, usage })
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

await runCommand(run, [OperatorError])
