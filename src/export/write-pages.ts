import { interfaceFor } from '../domain/language.ts'
import { isLanguage, type Language, languages } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { copyNote, type Origin, renderStart, searchNote } from './copy-pages.tsx'
import type { Ask } from './fetch-page.ts'
import type { Folder } from './folder.ts'
import { listPageFile, type Plan, startPath } from './plan.ts'
import { rewritePage } from './rewrite.ts'

type Copying = {
  folder: Folder
  origin: Origin
  statements: readonly PublicStatement[]
  ask: Ask
  plan: Plan
}

/** Asks the site for everything in the plan, and writes it as it is read from a disk. */
export async function writePages({ folder, origin, statements, ask, plan }: Copying): Promise<void> {
  const queue = [...plan.files]
  const fileByAddress = new Map(plan.files)
  for (const [address, file] of queue) {
    const answer = await ask(address)
    const type = answer.headers.get('content-type') ?? ''
    if (type.startsWith('text/html')) await folder.write(file, asFile(await answer.text(), address, file))
    else await folder.write(file, await answer.bytes())
  }
  for (const lang of languages) await writeStart(lang, fileOf(lang)(startPath(lang)) ?? '')
  await writeStart(interfaceFor(statements[0]?.defaultLanguage ?? 'en'), 'index.html')

  async function writeStart(lang: Language, file: string) {
    await folder.write(file, asFile(renderStart(origin, lang, statements), startPath(lang), file))
  }

  function asFile(html: string, address: string, file: string): string {
    const lang = address.split('/', 2)[1] ?? ''
    if (!isLanguage(lang)) throw new Error(`a page in no language: ${address}`)
    const isStart = address === startPath(lang)
    const note = copyNote(origin, lang, isStart ? paths.home : address)
    return rewritePage(
      html,
      { publicUrl: origin.publicUrl, address, file, fileOf: fileOf(lang) },
      { note, search: searchNote(lang) },
    )
  }

  /** A further page of a list is copied as soon as a page links to it. */
  function fileOf(lang: Language) {
    return (address: string): string | null => {
      if (address === paths.home || address === paths.start(lang))
        return plan.aliases.get(startPath(lang)) ?? null
      const file = fileByAddress.get(address) ?? plan.aliases.get(address)
      if (file !== undefined) return file
      const listPage = listPageFile(address, statements)
      if (listPage !== null) {
        fileByAddress.set(address, listPage)
        queue.push([address, listPage])
      }
      return listPage
    }
  }
}
