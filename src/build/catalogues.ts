import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Language, languages } from '../domain/language.ts'
import { writeTexts } from './write-texts.ts'

// The messages of a language, a file for each first part of a key in src/i18n/<language>/, become one text, which the
// server holds under the name `dist/catalogues/<language>.txt`. As text and not as a script: wrangler would write each
// Cyrillic letter of a script as six characters. The keys are the same in all of them and stand once, in
// `dist/catalogues/keys.txt`.

const folderOf = (lang: Language): string => fileURLToPath(new URL(`../i18n/${lang}/`, import.meta.url))

/** The files of a language's messages. */
const cataloguesOf = (lang: Language): string[] =>
  readdirSync(folderOf(lang))
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => folderOf(lang) + file)

/** Every message of a language by its key. */
export const readCatalogue = (lang: Language): Record<string, string> =>
  Object.assign({}, ...cataloguesOf(lang).map(file => JSON.parse(readFileSync(file, 'utf8'))))

const names = ['keys', ...languages] as const
type CatalogueName = (typeof names)[number]

/** Which of these texts a path stands for; undefined for every other path. */
export const catalogueName = (path: string): CatalogueName | undefined =>
  names.find(name => path.replaceAll('\\', '/').endsWith(`dist/catalogues/${name}.txt`))

/** A text, and the files that it is made of. */
export function makeCatalogue(name: CatalogueName): { text: string; inputs: string[] } {
  const keys = Object.keys(readCatalogue(languages[0]))
  const inputs = cataloguesOf(languages[0])
  if (name === 'keys') return { text: JSON.stringify(keys), inputs }
  const messages = readCatalogue(name)
  return { text: JSON.stringify(keys.map(key => messages[key])), inputs: [...inputs, ...cataloguesOf(name)] }
}

/** Writes them all to dist/catalogues. */
export const writeCatalogues = (): void =>
  writeTexts(
    'dist/catalogues',
    names.map(name => ({ name: `${name}.txt`, text: makeCatalogue(name).text })),
  )
