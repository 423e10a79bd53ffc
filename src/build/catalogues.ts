import { readdirSync, readFileSync } from 'node:fs'
import { folderOf, foundLanguages } from './found-languages.ts'
import { writeTexts } from './write-texts.ts'

// What the server holds of the languages of the interface, as texts under `dist/catalogues/`, each made of every folder
// that the build finds in src/i18n:
// - `languages.txt`: their tags, as JSON;
// - `keys.txt`: the keys of the messages, which are the same in all of them and stand once;
// - `messages.txt`: a line for each language, in the order of `languages.txt`: its messages in the order of the keys;
// - `cldr.txt`: a line for each language: what CLDR says of it.
// As text and not as a script: wrangler would write each Cyrillic letter of a script as six characters.

const cldrFile = 'cldr.generated.json'

/** The files of a language's messages. */
const cataloguesOf = (tag: string): string[] =>
  readdirSync(folderOf(tag))
    .filter(file => file.endsWith('.json') && file !== cldrFile)
    .sort()
    .map(file => folderOf(tag) + file)

/** Every message of a language by its key. */
export const readCatalogue = (tag: string): Record<string, string> =>
  Object.assign({}, ...cataloguesOf(tag).map(file => JSON.parse(readFileSync(file, 'utf8'))))

const names = ['languages', 'keys', 'messages', 'cldr'] as const
type CatalogueName = (typeof names)[number]

/** Which of these texts a path stands for; undefined for every other path. */
export const catalogueName = (path: string): CatalogueName | undefined =>
  names.find(name => path.replaceAll('\\', '/').endsWith(`dist/catalogues/${name}.txt`))

/** A text, and the files that it is made of. */
export function makeCatalogue(name: CatalogueName): { text: string; inputs: string[] } {
  const languages = foundLanguages()
  const keys = Object.keys(readCatalogue('en'))
  switch (name) {
    case 'languages':
      return {
        text: JSON.stringify(languages),
        inputs: languages.map(tag => `${folderOf(tag)}language.json`),
      }
    case 'keys':
      return { text: JSON.stringify(keys), inputs: cataloguesOf('en') }
    case 'messages':
      return {
        text: linesOf(languages, tag => messagesOf(tag, keys)),
        inputs: languages.flatMap(cataloguesOf),
      }
    case 'cldr': {
      const fileOf = (tag: string) => folderOf(tag) + cldrFile
      const text = linesOf(languages, tag => JSON.parse(readFileSync(fileOf(tag), 'utf8')))
      return { text, inputs: languages.map(fileOf) }
    }
  }
}

const linesOf = (languages: readonly string[], contentsOf: (tag: string) => unknown): string =>
  languages.map(tag => JSON.stringify(contentsOf(tag))).join('\n')

function messagesOf(tag: string, keys: readonly string[]): (string | undefined)[] {
  const messages = readCatalogue(tag)
  return keys.map(key => messages[key])
}

/** Writes them all to dist/catalogues. */
export const writeCatalogues = (): void =>
  writeTexts(
    'dist/catalogues',
    names.map(name => ({ name: `${name}.txt`, text: makeCatalogue(name).text })),
  )
