import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'
import type { Language } from '../../src/domain/language.ts'

// A language that nobody speaks: English with accents, longer, and written from the right. Whatever of a page is not in
// it did not come from the catalogues.

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

/** CLDR's tag for a pseudo-language that is written from the right. */
export const pseudo = 'ar-XB' as string as Language

const accented = new Map(
  Object.entries({ a: 'áá', e: 'éé', i: 'íí', o: 'óó', u: 'úú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' }),
)
const mirrored = (text: string): string =>
  text.replace(
    /[\p{L}\p{M}’']+/gu,
    word => `\u202e${[...word].map(letter => accented.get(letter) ?? letter).join('')}\u202c`,
  )

function mirror(element: MessageFormatElement): MessageFormatElement {
  if (element.type === TYPE.literal) return { ...element, value: mirrored(element.value) }
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return element
  const options = Object.entries(element.options).map(([of, option]) => [
    of,
    { ...option, value: option.value.map(mirror) },
  ])
  return { ...element, options: Object.fromEntries(options) }
}

/** A message as the pseudo-language says it. */
export const pseudoMessage = (message: string): string =>
  printAST(parse(message, { ignoreTag: true }).map(mirror) as Parameters<typeof printAST>[0])

/** What names something to machines, and is no text. */
const verbatim: Record<string, string> = { 'language.locale': 'ar_XB' }

/**
 * Makes the folder of the pseudo-language in a copy of the project, and builds that. Nothing else in it differs from
 * the project: a folder is all that a language is.
 *
 * @returns the folder of the bundles
 */
export async function buildWithPseudoLanguage(): Promise<{ folder: string; remove: () => void }> {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-pseudo-'))
  for (const part of [
    'src',
    'emails',
    'drizzle',
    'patches',
    'tests/support',
    'package.json',
    'tsconfig.json',
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const folder = join(copy, 'src/i18n', pseudo)
  mkdirSync(folder)
  for (const file of readdirSync(join(root, 'src/i18n/en')).filter(name => name !== 'cldr.generated.json')) {
    const messages: Record<string, string> = JSON.parse(readFileSync(join(root, 'src/i18n/en', file), 'utf8'))
    const own = Object.entries(messages).map(([key, text]) => [key, verbatim[key] ?? pseudoMessage(text)])
    writeFileSync(join(folder, file), JSON.stringify(Object.fromEntries(own), null, 2))
  }
  const script = (path: string) => run(process.execPath, [path], { cwd: copy })
  await script('src/build/cldr.ts')
  await script('src/build/build.ts')
  await script('tests/support/build-target.ts')
  return { folder: join(copy, 'dist'), remove: () => rmSync(copy, { recursive: true, force: true }) }
}
