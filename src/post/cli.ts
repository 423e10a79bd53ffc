import { type OperatorConfig, readMailConfig, readOperatorConfig } from '../config.ts'
import { readCommandLine, runCommand, withDatabase, withMailSettings } from '../deploy/command.ts'
import { randomBytes } from '../random.ts'
import { createMailer } from '../smtp/create-mailer.ts'
import { connect } from '../storage/client.ts'
import { createSealing } from '../storage/sealing.ts'
import { list, retry, test } from './commands.ts'
import { MailCommandError, usage } from './usage.ts'

// `npm run mail -- …`: the mails that wait for a person, and a trial of the settings.

async function run(argv: string[]): Promise<string> {
  const { command, operand, all } = readArguments(argv)
  if (command === 'test')
    return withMailSettings((env, isLocal) => test(createMailer(readMailConfig(env)), operand, isLocal))
  return withDatabase(Boolean(process.env.DATABASE_URL), env => work(readOperatorConfig(env)))

  async function work({ databaseUrl, contactKeys }: OperatorConfig): Promise<string> {
    const { db, end } = connect(databaseUrl, 1)
    const sealing = contactKeys && createSealing(contactKeys, randomBytes)
    try {
      if (command === 'list') return await list({ db, now: () => new Date() })
      return await retry({ db, sealing, now: () => new Date() }, all ? null : operand)
    } finally {
      await end()
    }
  }
}

function readArguments(args: string[]) {
  const { positionals, values } = readCommandLine(
    args,
    { all: { type: 'boolean' } },
    { Refused: MailCommandError, usage },
  )
  const [command = '', operand = '', ...rest] = positionals
  const all = values.all === true
  const isWhole =
    (command === 'list' && operand === '' && !all) ||
    (command === 'retry' && (operand !== '') !== all) ||
    (command === 'test' && operand !== '' && !all)
  if (rest.length > 0 || !isWhole) throw new MailCommandError(usage)
  return { command, operand, all }
}

await runCommand(run, [MailCommandError])
