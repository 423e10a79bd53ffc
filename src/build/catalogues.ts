import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Language, languages } from '../domain/language.ts'
import { writeTexts } from './write-texts.ts'

// The messages of a language, a file for each first part of a key in src/i18n/<language>/, become one text, which the server
// holds under the name `dist/catalogues/<language>.txt`. As text and not as a script: wrangler would write each Cyrillic
// letter of a script as six characters.

const folderOf = (lang: Language): string => fileURLToPath(new URL(`../i18n/${lang}/`, import.meta.url))

/** The files of a language's messages. */
export const cataloguesOf = (lang: Language): string[] =>
  readdirSync(folderOf(lang))
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => folderOf(lang) + file)

/** Every message of a language by its key. */
export const readCatalogue = (lang: Language): Record<string, string> =>
  Object.assign({}, ...cataloguesOf(lang).map(file => JSON.parse(readFileSync(file, 'utf8'))))

/** The language whose messages a path stands for; undefined for every other path. */
export const catalogueLanguage = (path: string): Language | undefined =>
  languages.find(lang => path.replaceAll('\\', '/').endsWith(`dist/catalogues/${lang}.txt`))

export const catalogueText = (lang: Language): string => JSON.stringify(readCatalogue(lang))

/** Writes every language's text to dist/catalogues. */
export const writeCatalogues = (): void =>
  writeTexts(
    'dist/catalogues',
    languages.map(lang => ({ name: `${lang}.txt`, text: catalogueText(lang) })),
  )
