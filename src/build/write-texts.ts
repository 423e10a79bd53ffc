import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Writes texts to a folder of the project, each at one stroke, and only what differs. */
export function writeTexts(folder: string, texts: readonly { name: string; text: string }[]): void {
  mkdirSync(join(root, folder), { recursive: true })
  for (const { name, text } of texts) {
    const file = join(root, folder, name)
    if (read(file) === text) continue
    writeFileSync(`${file}.${process.pid}`, text)
    renameSync(`${file}.${process.pid}`, file)
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
