import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { importsOf } from './imports.ts'
import { readSources } from './source.ts'

// What an npm script runs as it is, without a build, must not import what only a build can read.

const sources = new Map(readSources('src', 'emails').map(source => [source.path, source]))
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))
/** Node alone, without a loader of ours. */
const runAsSource = [
  ...new Set(Object.values(scripts).flatMap(line => /\bnode (src\/[\w/-]+\.ts)/.exec(line)?.[1] ?? [])),
]

/** What a file loads, and what that loads. */
function loadedBy(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known
  known.add(path)
  const source = sources.get(path)
  for (const { to, typeOnly } of source ? importsOf(source) : []) if (!typeOnly) loadedBy(to, known)
  return known
}

it('is all that a script runs', () => {
  expect(runAsSource).toContain('src/dev/worker.ts')
  expect(runAsSource.length).toBeGreaterThan(4)
})

it.each(runAsSource)('%s loads nothing but TypeScript without elements', path => {
  expect([...loadedBy(path)].filter(loaded => /\.(tsx|txt|md|css)$/.test(loaded))).toEqual([])
})
