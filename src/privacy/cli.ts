import { type OperatorConfig, readOperatorConfig } from '../config.ts'
import { readCommandLine, runCommand, withDatabase } from '../deploy/command.ts'
import { randomBytes } from '../random.ts'
import { connect } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'
import { erase, report } from './commands.ts'
import { PrivacyError, usage } from './usage.ts'

// `npm run privacy -- …`: what is held about people, counted; and what a letter to the operator asks.

async function run(argv: string[]): Promise<string> {
  const { command, address, options } = readArguments(argv)
  return withDatabase(Boolean(process.env.DATABASE_URL), env => work(readOperatorConfig(env)))

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

const options = { 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' } } as const

function readArguments(argv: string[]) {
  const { positionals, values } = readCommandLine(argv, options, { Refused: PrivacyError, usage })
  const [command, address = '', ...rest] = positionals
  const isReport = command === 'report' && address === '' && Object.keys(values).length === 0
  if (rest.length > 0 || !(isReport || command === 'erase')) throw new PrivacyError(usage)
  return { command, address, options: values }
}

await runCommand(run, [PrivacyError])
