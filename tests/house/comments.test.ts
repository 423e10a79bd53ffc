import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../src/', import.meta.url))
/** In characters. The formatter sees to code, and leaves comments alone. */
const longest = 120

const isComment = (line: string) => /^\s*(\/\/|\/\*|\*)/.test(line)

/** "src/a.ts:12": every line of a comment that is too long. */
const tooLong = (path: string, text: string): string[] =>
  text
    .split('\n')
    .flatMap((line, index) => (isComment(line) && line.length > longest ? [`src/${path}:${index + 1}`] : []))

it('no line of a comment is longer than 120 characters', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => /\.(tsx?|css)$/.test(path))
  expect(files.length).toBeGreaterThan(400)
  expect(files.flatMap(path => tooLong(path, readFileSync(root + path, 'utf8')))).toEqual([])
})

it('finds one, of every kind, and leaves code alone', () => {
  const long = 'x'.repeat(longest)
  const text = ['// short', `  // ${long}`, `/** ${long} */`, ` * ${long}`, `const a = '${long}'`].join('\n')
  expect(tooLong('a.ts', text)).toEqual(['src/a.ts:2', 'src/a.ts:3', 'src/a.ts:4'])
})
