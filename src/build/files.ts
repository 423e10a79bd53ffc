import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleClient, clientNames } from './client.ts'

// The files that browsers and other sites fetch beside a page: scripts, style sheets, fonts, the icon, share pictures.
// A build writes them to `dist/files/`, each under a name with the hash of its bytes in it. The server holds the names
// alone (`dist/client/names.txt`): Node reads the bytes from the folder, and a Worker uploads it apart from its code.

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'dist/files')

/** `name` as the sources say it, `file` with the hash in it; the files that it was made of. */
type MadeFile = { name: string; file: string; body: Uint8Array; inputs: string[] }

/** All of them, as the sources are now. */
export async function makeFiles(): Promise<MadeFile[]> {
  const plain = [...fonts(), 'src/ui/favicon.svg', ...pictures()].map(source => {
    const path = join(root, source)
    return made(nameOf(source), readFileSync(path), [path])
  })
  const names = new Map(plain.map(({ name, file }) => [name, file]))
  const client = clientNames().map(async name => {
    const { text, inputs } = await bundleClient(name)
    return made(name, Buffer.from(withFonts(text, names)), inputs)
  })
  return [...plain, ...(await Promise.all(client))]
}

const fonts = () => filesIn('src/ui/fonts', /\.woff2$/)

const pictures = () => [
  ...filesIn('src/ui/share', /\.png$/),
  ...readdirSync(join(root, 'src/statements'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => filesIn(`src/statements/${name}`, /^share\.[\w-]+\.png$/)),
]

const filesIn = (of: string, wanted: RegExp): string[] =>
  readdirSync(join(root, of))
    .filter(file => wanted.test(file))
    .sort()
    .map(file => `${of}/${file}`)

/** A picture's name says whose it is, and in which language: `share-forcible-expulsion-en.png`, `share-en.png`. */
function nameOf(source: string): string {
  const [, own, file = ''] = /(?:statements\/([^/]+)\/|)([^/]+)$/.exec(source) ?? []
  if (own !== undefined) return `share-${own}-${file.replace('share.', '')}`
  return file.endsWith('.png') ? `share-${file}` : file
}

function made(name: string, body: Uint8Array, inputs: string[]): MadeFile {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return { name, file: name.replace(/\.\w+$/, `.${hash}$&`), body, inputs }
}

/** A style sheet lies beside its fonts. */
const withFonts = (css: string, names: ReadonlyMap<string, string>): string =>
  css.replace(/\burl\("?\.\.\/fonts\/([\w-]+\.woff2)"?\)/g, (_, name: string) => {
    const file = names.get(name)
    if (file === undefined) throw new Error(`a style sheet names a font that is not in src/ui/fonts: ${name}`)
    return `url(${file})`
  })

/** Whether a path stands for the text of all names. */
export const isNames = (path: string): boolean => path.replaceAll('\\', '/').endsWith('dist/client/names.txt')

/** By name the file, as JSON. */
export async function makeNames(): Promise<{ text: string; inputs: string[] }> {
  const files = await makeFiles()
  return { text: namesOf(files), inputs: files.flatMap(({ inputs }) => inputs) }
}

export const namesOf = (files: readonly Pick<MadeFile, 'name' | 'file'>[]): string =>
  JSON.stringify(Object.fromEntries(files.map(({ name, file }) => [name, file])))

/** Writes them to dist/files, each at one stroke and only what is not there; what no source makes any more goes. */
export function writeFiles(files: readonly MadeFile[]): void {
  mkdirSync(folder, { recursive: true })
  const there = new Set(readdirSync(folder))
  for (const { file, body } of files) {
    if (there.has(file)) continue
    // Beside the folder: all that lies in it is uploaded.
    const part = `${folder}.${file}.${process.pid}`
    writeFileSync(part, body)
    renameSync(part, join(folder, file))
  }
  const wanted = new Set(files.map(({ file }) => file))
  for (const file of there) if (!wanted.has(file)) rmSync(join(folder, file), { force: true })
}
