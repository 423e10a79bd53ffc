// Applies each `<package>+<version>.patch` of this folder to node_modules: npm runs it after an install, wrangler and
// our own build before they bundle.
// - What is applied already stays as it is.
// - A patch that does not fit ends the command, and changes nothing.
// - It is plain JavaScript without a dependency: `npm ci --omit=dev` runs it on whatever Node is there.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const folder = new URL('./', import.meta.url)
const root = new URL('../', import.meta.url)

for (const name of readdirSync(folder).filter(name => name.endsWith('.patch'))) apply(name)

function apply(patchName) {
  const [, name = '', version] = /^(.+)\+([^+]+)\.patch$/.exec(patchName) ?? []
  const installed = JSON.parse(read(`node_modules/${name}/package.json`)).version
  if (installed !== version) {
    throw new Error(
      `patches/${patchName} is not for ${name} ${installed}. Find out whether it is still needed.`,
    )
  }
  const changes = readPatch(read(`patches/${patchName}`)).map(({ path, hunks }) => {
    const lines = read(path).split('\n')
    if (hunks.every(({ to }) => stands(to, lines))) return { path }
    if (hunks.every(({ from }) => stands(from, lines))) return { path, text: change(lines, hunks) }
    throw new Error(`patches/${patchName} does not fit ${path}. Run npm ci.`)
  })
  for (const { path, text } of changes) if (text !== undefined) replace(path, text)
}

/** A unified diff as its files and their hunks: the lines before and after, and where they begin, from 0. */
function readPatch(text) {
  const files = []
  let hunk
  for (const line of text.split('\n')) {
    const [, path] = /^\+\+\+ b\/(.+)$/.exec(line) ?? []
    const [, fromLine, toLine] = /^@@ -(\d+)\S* \+(\d+)\S* @@/.exec(line) ?? []
    if (path) files.push({ path, hunks: [] })
    if (line.startsWith('diff ')) hunk = undefined
    if (fromLine) {
      hunk = { from: { at: fromLine - 1, lines: [] }, to: { at: toLine - 1, lines: [] } }
      files.at(-1).hunks.push(hunk)
    } else if (hunk) {
      if (/^[ -]/.test(line)) hunk.from.lines.push(line.slice(1))
      if (/^[ +]/.test(line)) hunk.to.lines.push(line.slice(1))
    }
  }
  return files
}

function stands(side, lines) {
  return side.lines.every((line, i) => lines[side.at + i] === line)
}

/** From the last hunk to the first, so that the places of those before stay right. */
function change(lines, hunks) {
  for (const { from, to } of hunks.toReversed()) lines.splice(from.at, from.lines.length, ...to.lines)
  return lines.join('\n')
}

function read(path) {
  return readFileSync(new URL(path, root), 'utf8')
}

/** At one stroke: a build may read meanwhile. */
function replace(path, text) {
  const file = new URL(path, root)
  const draft = new URL(`${path}.${process.pid}`, root)
  writeFileSync(draft, text)
  renameSync(draft, file)
}
