import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { previewFiles } from './previews.ts'

// `npm run emails`: writes every message with sample data, in every language, in light, dark and as text. It runs as
// dist/emails.js and writes beside itself.
const folder = fileURLToPath(new URL('emails', import.meta.url))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const files = previewFiles()
for (const [name, content] of files) writeFileSync(join(folder, name), content)
process.stdout.write(`${files.size} files. Open ${join(folder, 'index.html')} in a browser.\n`)
