import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isTag } from '../domain/tag.ts'

const folder = fileURLToPath(new URL('../i18n/', import.meta.url))

/** The folder of a language: its messages, and its names and forms from CLDR. */
export const folderOf = (tag: string): string => `${folder}${tag}/`

/**
 * The languages of the interface: every folder of src/i18n with the messages that name its language. English first,
 * whose messages say which there are; the others by their tags. Throws where a folder's name is no tag.
 */
export function foundLanguages(): string[] {
  const tags = readdirSync(folder).filter(name => existsSync(`${folderOf(name)}language.json`))
  const wrong = tags.find(name => !isTag(name))
  if (wrong !== undefined) throw new Error(`src/i18n/${wrong}: not a BCP 47 tag in its canonical form`)
  return ['en', ...tags.filter(tag => tag !== 'en').sort()]
}
