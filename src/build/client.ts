import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

// What the browser gets: each script of src/client/ and each style sheet of src/ui/ becomes one minified file.

const root = fileURLToPath(new URL('../..', import.meta.url))

const sourceOf = (name: string): string =>
  name.endsWith('.css') ? `src/ui/${name}` : `src/client/${name.replace('.js', '.ts')}`

/** The names of all scripts and style sheets, as in desk.js and desk.css. */
export function clientNames(): string[] {
  const scripts = readdirSync(join(root, 'src/client')).filter(file => file.endsWith('.ts'))
  const sheets = readdirSync(join(root, 'src/ui')).filter(file => file.endsWith('.css'))
  return [...scripts.map(file => file.replace('.ts', '.js')), ...sheets]
}

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
    // files.ts puts the fonts' own names here.
    external: ['*.woff2'],
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const inputs = Object.keys(metafile.inputs).map(path => join(root, path))
  return { text: outputFiles[0]?.text ?? '', inputs }
}
