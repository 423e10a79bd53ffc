import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeTexts } from './write-texts.ts'

// What the browser gets: each script of src/client/ and each style sheet of src/ui/ becomes one minified file, which
// the server holds as text under the name `dist/client/<name>.txt`, as in desk.js.txt and desk.css.txt.

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

/** Writes every script and style sheet to dist/client. */
export async function writeClient(): Promise<void> {
  const scripts = readdirSync(join(root, 'src/client')).filter(file => file.endsWith('.ts'))
  const sheets = readdirSync(join(root, 'src/ui')).filter(file => file.endsWith('.css'))
  const names = [...scripts.map(file => file.replace('.ts', '.js')), ...sheets]
  const texts = names.map(async name => ({ name: `${name}.txt`, text: (await bundleClient(name)).text }))
  writeTexts('dist/client', await Promise.all(texts))
}
