import { buildOnce } from './build.ts'

// `node src/build/run.ts <command> …`: builds, then runs one of the commands of dist/.
const [command = '', ...args] = process.argv.slice(2)
if (!['moderator', 'deploy', 'export', 'privacy', 'mail', 'keys', 'doctor', 'emails'].includes(command))
  throw new Error(`not a command: ${command}`)
await buildOnce()
process.argv = [process.argv[0] ?? 'node', command, ...args]
await import(new URL(`../../dist/${command}.js`, import.meta.url).href)
