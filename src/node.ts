import { wordsForFault } from './deploy/command.ts'
import { startLocal } from './dev/local.ts'
import { checkNode } from './dev/start-error.ts'
import { stopOnSignals } from './dev/stop-on-signals.ts'
import { startServer } from './node-server.ts'
import { paths } from './paths.ts'
import { statementFiles } from './statements/files.ts'

async function start(): Promise<() => Promise<void>> {
  checkNode(process.versions.node)
  const local = await startLocal(process.env)
  try {
    const server = await startServer(local.env, () => new Date())
    announce(local.env.PUBLIC_URL ?? '', local.notes)
    return async () => {
      await server.stop()
      await local.stop()
    }
  } catch (error) {
    await local.stop()
    throw error
  }
}

function announce(publicUrl: string, { mailbox, dataDir }: { mailbox?: string; dataDir: string }) {
  const [featured] = statementFiles
  const lines = [
    '',
    `  Read      ${publicUrl}${featured ? paths.statement.page('en', featured.slug) : paths.home}`,
    ...(mailbox ? [`  Mail      ${mailbox}   (nothing is really sent)`] : []),
    '  Moderate  npm run moderator -- invite you@example.org --name "Your name"',
    `  Data      ${dataDir}`,
    '',
  ]
  console.log(lines.join('\n'))
}

try {
  stopOnSignals(await start())
} catch (error) {
  console.error(wordsForFault(error))
  process.exit(1)
}
