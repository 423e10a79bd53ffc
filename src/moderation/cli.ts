import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config.ts'
import { randomBytes } from '../deploy.ts'
import { startLocal } from '../dev/local.ts'
import { isStartError } from '../dev/start-error.ts'
import type { EndorsementError } from '../domain/endorsement.ts'
import { hasDeceptiveCharacter, lengthOf } from '../domain/text.ts'
import { connect } from '../storage/client.ts'
import { findContact } from '../storage/contacts.ts'
import { findEndorsement } from '../storage/endorsements.ts'
import { findEvents, findQueue } from '../storage/moderation.ts'
import { isAway } from '../storage/pg-errors.ts'
import { createSealing } from '../storage/sealing.ts'
import { approve, type DecisionDeps, reject } from './decide.ts'

// `npm run moderate -- …`: the operator's way to decide until moderators can sign in. It calls the verbs
// that the desk will call; the mail that a decision owes is sent by the running product.

const usage = `npm run moderate -- list
npm run moderate -- show <id>
npm run moderate -- approve <id> --revision <n>
npm run moderate -- reject <id> --revision <n> --reason "…"`

const most = 500
const longestReason = 2000

class Refused extends Error {}

async function run(argv: string[]): Promise<string> {
  const { command, id, revision, reason } = read(argv)
  const local = await startLocal(process.env, { serve: false })
  try {
    const config = readConfig(local.env)
    const url = local.env.DATABASE_URL
    if (!url) throw new ConfigError('configuration: DATABASE_URL: it is not set')
    const { db, end } = connect(url, 2)
    const sealing = createSealing(config.contactKeys, randomBytes)
    const deps: DecisionDeps = { config, db, sealing, now: () => new Date(), random: randomBytes }
    try {
      switch (command) {
        case 'list':
          return await list(deps)
        case 'show':
          return await show(deps, id())
        case 'approve':
          return say(await approve(deps, { id: id(), revision: revision(), moderator: 'operator' }))
        case 'reject':
          return say(
            await reject(deps, { id: id(), revision: revision(), reason: reason(), moderator: 'operator' }),
          )
        default:
          throw new Refused(usage)
      }
    } finally {
      await end()
    }
  } finally {
    await local.stop()
  }
}

function read(argv: string[]) {
  const { positionals, values } = parseOrRefuse(argv)
  const [command, id, ...rest] = positionals
  if (rest.length > 0) throw new Refused(usage)
  return {
    command,
    id: () => {
      if (id && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id
      throw new Refused(`${command} needs the id that \`list\` prints.\n\n${usage}`)
    },
    revision: () => {
      if (values.revision && /^[1-9]\d{0,8}$/.test(values.revision)) return Number(values.revision)
      throw new Refused('--revision: the number that `show` printed, so that you decide on what you saw')
    },
    reason: () => {
      const text = values.reason?.trim()
      if (!text) throw new Refused('--reason: say why; the representative reads it')
      if (lengthOf(text) > longestReason) throw new Refused(`--reason: at most ${longestReason} characters`)
      if (hasDeceptiveCharacter(text.replaceAll('\n', ' ')))
        throw new Refused('--reason: it has an invisible or control character')
      return text
    },
  }
}

function parseOrRefuse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { revision: { type: 'string' }, reason: { type: 'string' } },
    })
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

async function list({ db, now }: DecisionDeps): Promise<string> {
  const queue = await findQueue(db, most)
  if (queue.length === 0) return 'Nothing waits for a decision.'
  const rows = queue.map(
    ({ id, revision, statement, name, country, confirmedAt }) =>
      `${id}  --revision ${revision}  ${age(confirmedAt, now())}  ${country ?? '--'}  ${statement}  ${name}`,
  )
  return rows.join('\n')
}

async function show({ db, sealing }: DecisionDeps, id: string): Promise<string> {
  const endorsement = await findEndorsement(db, id)
  if (!endorsement) throw new Refused('There is no endorsement with this id.')
  const contact = await findContact(db, sealing, id)
  const { organisation, comment, status, revision, statement, version, language } = endorsement
  const facts: [string, string | null | undefined][] = [
    ['Id', id],
    ['Status', `${status}, revision ${revision}`],
    ['Statement', `${statement}, version ${version}`],
    ['Organisation', organisation.name],
    ['in English', organisation.names.en],
    ['in Belarusian', organisation.names.be],
    ['in Russian', organisation.names.ru],
    ['Country', organisation.country],
    ['Website', organisation.website],
    ['Public line', comment],
    ['Representative', contact && `${contact.representative}, ${contact.role}`],
    ['Address', contact?.email ?? 'erased, or there never was one'],
    ['Language', language],
  ]
  const history = (await findEvents(db, id)).map(
    e => `  ${e.at.toISOString()}  ${e.kind}  r${e.revision}  ${e.actor}`,
  )
  const lines = facts.flatMap(([label, value]) => (value ? [`${label.padEnd(15)} ${value}`] : []))
  return [...lines, '', 'History', ...history].join('\n')
}

function say(decided: Awaited<ReturnType<typeof approve>>): string {
  if (!decided.ok) throw new Refused(explain(decided.error))
  const { organisation, status, revision } = decided.value
  return `${organisation.name}: ${status}, revision ${revision}.`
}

function explain(error: EndorsementError): string {
  switch (error.reason) {
    case 'changed_meanwhile':
      return `Refused: it has changed since. It is ${error.status} at revision ${error.revision} now; look again with \`show\`.`
    case 'wrong_status':
      return `Refused: it is ${error.status}, and cannot be decided in that state.`
    case 'already_signatory':
      return 'Refused: an organisation of this name is on the list already.'
    case 'endorsement_unknown':
      return 'There is no endorsement with this id.'
    case 'link_unknown':
    case 'link_expired':
    case 'link_used':
      throw new Error(`a moderator follows no links: ${error.reason}`)
  }
}

function age(since: Date | null, now: Date): string {
  const hours = since ? (now.getTime() - since.getTime()) / 3_600_000 : 0
  return hours < 48 ? `${Math.floor(hours)} h` : `${Math.floor(hours / 24)} d`
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (error instanceof Refused || error instanceof ConfigError || isStartError(error))
    console.error(error.message)
  else if (isAway(error)) console.error('The database cannot be reached.')
  else throw error
  process.exitCode = 1
}
