import { parseArgs } from 'node:util'
import { ConfigError, type OperatorConfig, readOperatorConfig } from '../config.ts'
import { deploy, randomBytes } from '../deploy/deploy.ts'
import type { Deps } from '../deps.ts'
import { startLocal } from '../dev/local.ts'
import { isStartError } from '../dev/start-error.ts'
import { connect } from '../storage/client.ts'
import { findOpenSealedInvitations } from '../storage/invitations.ts'
import { isId } from '../storage/keyset.ts'
import { findModeratorByAddress, findStandings, namesOfModerators } from '../storage/moderators.ts'
import { isAway, sqlState } from '../storage/pg-errors.ts'
import { createSealing, type Sealing } from '../storage/sealing.ts'
import { renewAccess } from './team/invite.ts'
import { inviteForm } from './team/invite-form.ts'
import type { IssueDeps, IssuedInvitation } from './issue-invitation.ts'
import { inviteFromCommandLine } from './team/operator-invite.ts'
import { suspend } from './team/suspend.ts'
import type { TeamError } from './team/team-rules.ts'

// `npm run moderator -- …`: the operator's way to let the first administrator in, and the last way back in.

const usage = `npm run moderator -- invite <email> --name "…" [--role moderator|administrator] [--lang en|be|ru]
npm run moderator -- invite --passkeys-lost <id>
npm run moderator -- list
npm run moderator -- suspend <id>

\`invite\` prints a link that works once, within 24 hours, for the first passkey. Hand it over by a channel you
trust. The very first person becomes an administrator unless --role says otherwise. With --passkeys-lost it is a
fresh link for somebody of the list: the passkeys and sessions that they have end.

In production, DATABASE_URL and PUBLIC_URL are needed, as the product has them, and no key. Names are sealed:
they are in the browser, on the team's page, and in \`list\` only where CONTACT_KEY is. With it an e-mail address
does where an id is asked for.`

class Refused extends Error {}

/** What the commands work with; `sealing` where CONTACT_KEY is given. */
type OperatorDeps = IssueDeps & Pick<Deps, 'db'> & { sealing: Sealing | undefined }

async function run(argv: string[]): Promise<string> {
  const { command, who, values } = read(argv)
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
      if (command === 'list') return await list(deps)
      if (command === 'suspend') return await suspendOne(deps, who())
      return await (values['passkeys-lost'] ? letBackIn(deps, who()) : inviteOne(deps, who(), values))
    } finally {
      await end()
    }
  }
}

type Values = { name?: string; role?: string; lang?: string; 'passkeys-lost'?: boolean }

function read(argv: string[]) {
  const { positionals, values } = parseOrRefuse(argv)
  const [command, who, ...rest] = positionals
  if (rest.length > 0 || (command !== 'invite' && command !== 'list' && command !== 'suspend'))
    throw new Refused(usage)
  return {
    command,
    who: () => {
      if (who) return who
      throw new Refused(`${command}: whom?\n\n${usage}`)
    },
    values,
  }
}

function parseOrRefuse(args: string[]): { positionals: string[]; values: Values } {
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
    throw new Refused(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

async function inviteOne(deps: OperatorDeps, address: string, values: Values): Promise<string> {
  const read = inviteForm.partial({ role: true }).safeParse({
    email: address,
    name: values.name,
    role: values.role,
    language: values.lang ?? 'en',
  })
  if (!read.success) throw new Refused(faultOf(String(read.error.issues[0]?.path[0])))
  const { name, email, role, language } = read.data
  const invited = await inviteFromCommandLine(deps, { person: { name, email }, role, language })
  return say(`Invited: ${name}, ${invited.role}.`, invited)
}

async function letBackIn(deps: OperatorDeps, who: string): Promise<string> {
  const renewed = await renewAccess(deps, { by: null, id: await idOf(deps, who) })
  if (!renewed.ok) throw new Refused(explain(renewed.error))
  const { id, role } = renewed.value.moderator
  const what = {
    again: `A fresh link for ${id}, ${role}. Earlier ones have ended.`,
    recovery: `The passkeys and sessions of ${id}, ${role}, have ended. They join anew with this link.`,
  }[renewed.value.how]
  return say(what, renewed.value)
}

function say(what: string, { url, expiresAt }: IssuedInvitation): string {
  return `${what}\nThe link works once, until ${inUtc(expiresAt)}. Hand it over by a channel you trust:\n\n${url}`
}

const inUtc = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`

async function list({ db, sealing, now }: OperatorDeps): Promise<string> {
  const team = await findStandings(db)
  const unnamed = await findOpenSealedInvitations(db, now())
  if (team.length + unnamed.length === 0) return 'Nobody has been invited yet.'
  const names =
    sealing &&
    (await namesOfModerators(
      db,
      sealing,
      team.map(({ id }) => id),
    ))
  const rows = [
    ...team.map(({ id, role, status, passkeys }) => {
      const keys = `${passkeys} ${passkeys === 1 ? 'passkey ' : 'passkeys'}`
      return `${id}  ${role.padEnd(13)}  ${status.padEnd(9)}  ${keys}  ${names?.get(id) ?? ''}`.trimEnd()
    }),
    ...unnamed.map(
      ({ role, expiresAt }) =>
        `${'(from the command line)'.padEnd(36)}  ${role.padEnd(13)}  invited    until ${inUtc(expiresAt)}`,
    ),
  ]
  if (!names)
    rows.push('', 'Names are sealed. An administrator sees them in the browser, on the team’s page.')
  return rows.join('\n')
}

async function suspendOne(deps: OperatorDeps, who: string): Promise<string> {
  const suspended = await suspend(deps, { by: null, id: await idOf(deps, who) })
  if (!suspended.ok) throw new Refused(explain(suspended.error))
  const { id, role } = suspended.value
  return `Suspended: ${id}, ${role}. Their sessions and links have ended.`
}

async function idOf({ db, sealing }: OperatorDeps, who: string): Promise<string> {
  if (isId(who)) return who
  if (!sealing)
    throw new Refused('An id is needed, from `list`: addresses are sealed, and CONTACT_KEY is not here.')
  const known = await findModeratorByAddress(db, sealing, who)
  if (!known) throw new Refused('Nobody has this address.')
  return known.id
}

const faults: Record<string, string> = {
  name: '--name: the person’s name, at most 200 characters, with letters and without invisible ones',
  email: 'invite needs an e-mail address, like name@example.org',
  role: '--role: moderator or administrator',
  language: '--lang: en, be or ru',
}
const faultOf = (field: string) => faults[field] ?? usage

function explain(error: TeamError): string {
  switch (error.reason) {
    case 'unknown':
      return 'Nobody has this id.'
    case 'last_administrator':
      return 'Refused: this is the last active administrator. Let another one join first.'
    case 'suspended':
      return `Refused: this person is suspended (${error.id}). An administrator can reinstate them on the team’s page.`
    case 'active':
    case 'invited':
    case 'yourself':
    case 'not_administrator':
      throw new Error(`the operator is nobody at the desk: ${error.reason}`)
  }
}

/** Wrong role or password; no such database; no such table: https://www.postgresql.org/docs/17/errcodes-appendix.html */
const notSetUp = ['28000', '28P01', '3D000', '42P01']

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (error instanceof Refused || error instanceof ConfigError || isStartError(error))
    console.error(error.message)
  else if (isAway(error)) console.error('The database cannot be reached.')
  else if (notSetUp.includes(sqlState(error) ?? ''))
    console.error(
      'The database is not set up: `npm run db:deploy` does that, and DATABASE_URL is its app role’s.',
    )
  else throw error
  process.exitCode = 1
}
