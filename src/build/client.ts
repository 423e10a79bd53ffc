import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'

// The browser's scripts: each src/client/<name>.ts becomes one minified module, which the server holds as text under
// the name `dist/client/<name>.txt`. esbuild and vitest make it when they meet the name; wrangler, which knows no
// plug-ins, finds the files that `[build]` in wrangler.toml has written.

const root = fileURLToPath(new URL('../..', import.meta.url))
const clientFile = /\bdist[/\\]client[/\\]([\w-]+)\.txt$/

/** The name of the script that a path stands for; undefined for every other path. */
export const clientName = (path: string): string | undefined => clientFile.exec(path)?.[1]

/** One script as text, and the files that it was made of. */
export async function bundleClient(name: string): Promise<{ text: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`src/client/${name}.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const inputs = Object.keys(metafile.inputs).map(path => join(root, path))
  return { text: outputFiles[0]?.text ?? '', inputs }
}

/** For a build of the server: what imports a script gets it as it is now. */
export const clientPlugin: Plugin = {
  name: 'client',
  setup(server) {
    server.onResolve({ filter: clientFile }, ({ path }) => ({
      path: clientName(path) ?? '',
      namespace: 'client',
    }))
    server.onLoad({ filter: /./, namespace: 'client' }, async ({ path }) => {
      const { text, inputs } = await bundleClient(path)
      return { contents: text, loader: 'text', watchFiles: inputs }
    })
  },
}

/** Writes every script to dist/client, each at one stroke, and only what differs. */
export async function writeClient(): Promise<void> {
  const folder = join(root, 'dist/client')
  mkdirSync(folder, { recursive: true })
  const names = readdirSync(join(root, 'src/client')).flatMap(file => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? [])
  for (const name of names) {
    const file = join(folder, `${name}.txt`)
    const { text } = await bundleClient(name)
    if (read(file) === text) continue
    writeFileSync(`${file}.${process.pid}`, text)
    renameSync(`${file}.${process.pid}`, file)
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.main) {
  await writeClient()
  await stop()
}
