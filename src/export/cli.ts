import { ConfigError } from '../config.ts'
import { runCommand, withDatabase } from '../deploy/command.ts'
import { createLog } from '../log.ts'
import { connect } from '../storage/client.ts'
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
  const isNamed = Boolean(process.env.DATABASE_PUBLIC_URL || process.env.DATABASE_URL)
  return withDatabase(isNamed, env => copy(env, folder))
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

await runCommand(run, [Refused, FolderRefused])
