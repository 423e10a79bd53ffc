import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vitest/node'

/** A node of the syntax tree (ESTree with TypeScript and JSX). */
export type Node = { type: string; start: number; end: number; [field: string]: unknown }
/** `path` from the project's root, with slashes. */
export type Source = { path: string; tree: Node; text: string }

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Parses a source text; `path` says by its ending whether it has JSX. Throws on what is not TypeScript. */
export function parse(path: string, text: string): Source {
  const lang = path.endsWith('.tsx') ? 'tsx' : 'ts'
  return { path, text, tree: parseAst(text, { lang }) as unknown as Node }
}

/** Every TypeScript file under these folders of the project. */
export function readSources(...folders: string[]): Source[] {
  return folders
    .flatMap(folder =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
        file => `${folder}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter(path => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map(path => parse(path, readFileSync(root + path, 'utf8')))
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

export const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode)

/** Visits a tree from above. `false` from the visitor leaves out what is below. */
export function visit(node: Node, visitor: (node: Node) => unknown) {
  if (visitor(node) === false) return
  for (const value of Object.values(node)) for (const child of nodesIn(value)) visit(child, visitor)
}

/** The value of a string literal, else null. */
export const literal = (node: unknown): string | null =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null

/** "src/a.ts:12": where a node stands. */
export const place = ({ path, text }: Source, node: Node): string =>
  `${path}:${text.slice(0, node.start).split('\n').length}`
