import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'

// What the browser gets: each script of src/client/ and each style sheet of src/ui/ becomes one minified file, which
// the server holds as text under the name `dist/client/<name>.txt`, as in desk.js.txt and desk.css.txt. esbuild and
// vitest make it when they meet the name; wrangler, which knows no plug-ins, finds the files that `[build]` in
// wrangler.toml has written.

const root = fileURLToPath(new URL('../..', import.meta.url))
const clientFile = /\bdist[/\\]client[/\\]([\w-]+\.(?:js|css))\.txt$/

/** The name of the script or style sheet that a path stands for; undefined for every other path. */
export const clientName = (path: string): string | undefined => clientFile.exec(path)?.[1]

const sourceOf = (name: string): string =>
  name.endsWith('.css') ? `src/ui/${name}` : `src/client/${name.replace('.js', '.ts')}`

/** One script or style sheet as text, and the files that it was made of. */
export async function bundleClient(name: string): Promise<{ text: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [sourceOf(name)],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    // src/ui/assets.ts puts the fonts' own addresses here.
    external: ['*.woff2'],
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const inputs = Object.keys(metafile.inputs).map(path => join(root, path))
  return { text: outputFiles[0]?.text ?? '', inputs }
}

/** For a build of the server: what imports such a text gets it as it is now. */
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

/** Writes every script and style sheet to dist/client, each at one stroke, and only what differs. */
export async function writeClient(): Promise<void> {
  const folder = join(root, 'dist/client')
  mkdirSync(folder, { recursive: true })
  const scripts = readdirSync(join(root, 'src/client')).filter(file => file.endsWith('.ts'))
  const sheets = readdirSync(join(root, 'src/ui')).filter(file => file.endsWith('.css'))
  const names = [...scripts.map(file => file.replace('.ts', '.js')), ...sheets]
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
