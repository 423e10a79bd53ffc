import { type Plugin, stop } from 'esbuild'
import { catalogueName, makeCatalogue, writeCatalogues } from './catalogues.ts'
import { isDisposable, makeDisposable, writeDisposable } from './disposable.ts'
import { isNames, makeFiles, makeNames, namesOf, writeFiles } from './files.ts'
import { writeTexts } from './write-texts.ts'

// Texts that a build makes and the server imports as `dist/<folder>/<name>.txt`. esbuild and vitest make one when they
// meet its name; wrangler, which knows no plug-ins, finds the files that `[build]` in wrangler.toml has written.

/** A text as it is now, and the files that it was made of. */
type MadeText = { text: string; inputs: string[] }

/** Whether a path is the name of such a text. */
export const isMadeText = (path: string): boolean =>
  isNames(path) || isDisposable(path) || catalogueName(path) !== undefined

/** Makes the text of that name. Throws for any other path. */
export async function makeText(path: string): Promise<MadeText> {
  if (isNames(path)) return makeNames()
  if (isDisposable(path)) return { text: makeDisposable(), inputs: [] }
  const catalogue = catalogueName(path)
  if (catalogue) return makeCatalogue(catalogue)
  throw new Error(`no build makes ${path}`)
}

/** For a build of the server: what imports such a text gets it as it is now. */
export const madeTexts: Plugin = {
  name: 'made texts',
  setup(server) {
    server.onResolve({ filter: /\.txt$/ }, ({ path }) =>
      isMadeText(path) ? { path, namespace: 'made' } : undefined,
    )
    server.onLoad({ filter: /./, namespace: 'made' }, async ({ path }) => {
      const { text, inputs } = await makeText(path)
      return { contents: text, loader: 'text', watchFiles: inputs }
    })
  },
}

/** Writes every one of them to dist/, and the files that one of them names. */
export async function writeMadeTexts(): Promise<void> {
  writeCatalogues()
  writeDisposable()
  const files = await makeFiles()
  writeFiles(files)
  writeTexts('dist/client', [{ name: 'names.txt', text: namesOf(files) }])
}

if (import.meta.main) {
  await writeMadeTexts()
  await stop()
}
