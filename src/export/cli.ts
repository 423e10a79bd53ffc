import { ConfigError } from '../config.ts'
import { deploy } from '../deploy/deploy.ts'
import { startLocal } from '../dev/local.ts'
import { isStartError } from '../dev/start-error.ts'
import { createLog } from '../log.ts'
import { connect } from '../storage/client.ts'
import { isAway } from '../storage/pg-errors.ts'
import { type CopiedStatement, exportSite, mostPages } from './export-site.ts'
import { FolderRefused } from './folder.ts'

// `npm run export -- <folder>`: the whole public site as files, for mirrors. docs/mirrors.md says what for.

const usage = `npm run export -- <folder>

Writes the whole public site as files into a new or empty folder, or in place of an earlier copy. In production
DATABASE_PUBLIC_URL, PUBLIC_URL and MAIL_FROM are needed, as the product has them, and no key.`

type Env = Record<string, string | undefined>

class Refused extends Error {}

async function run([folder, ...rest]: string[]): Promise<string> {
  if (!folder || folder.startsWith('-') || rest.length > 0) throw new Refused(usage)
  // A database that is named is somebody's real one: nothing is started then, and no configuration is made up.
  if (process.env.DATABASE_PUBLIC_URL || process.env.DATABASE_URL) return copy(process.env, folder)
  const local = await startLocal(process.env, { serve: false })
  try {
    const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl, DATABASE_PUBLIC_URL: publicUrl } = local.env
    if (ownerUrl && !local.notes.databaseShared) await deploy({ ownerUrl, appUrl, publicUrl })
    return await copy(local.env, folder)
  } finally {
    await local.stop()
  }
}

async function copy(env: Env, folder: string): Promise<string> {
  if (!env.DATABASE_PUBLIC_URL) throw new ConfigError('configuration: DATABASE_PUBLIC_URL: it is not set')
  const { db, end } = connect(env.DATABASE_PUBLIC_URL, 2)
  const now = () => new Date()
  try {
    const log = createLog(line => console.error(line), now)
    const { publicUrl, files, statements } = await exportSite({ env, publicDb: db, now, log }, folder)
    return [
      `${files} files of ${publicUrl} are in ${folder}. Check them with: sha256sum -c SHA256SUMS`,
      ...statements.map(summaryOf),
    ].join('\n')
  } finally {
    await end()
  }
}

function summaryOf({ statement, revision, count, hasPages }: CopiedStatement): string {
  const pages = hasPages ? '' : `, without their ${count} pages: more than ${mostPages}`
  return `${statement}: revision ${revision}, ${count} signatories${pages}`
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  const isRefusal =
    [Refused, ConfigError, FolderRefused].some(kind => error instanceof kind) || isStartError(error)
  if (isRefusal && error instanceof Error) console.error(error.message)
  else if (isAway(error)) console.error('The database cannot be reached.')
  else throw error
  process.exitCode = 1
}
