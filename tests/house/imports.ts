import { posix } from 'node:path'
import { isNode, literal, type Node, nodesIn, place, type Source, visit } from './source.ts'

export type Import = { to: string; typeOnly: boolean; at: string }

/**
 * What a file imports, in whatever form: `to` is a file from the project's root, or a package. Only
 * `import type` is of types only: under verbatimModuleSyntax `import { type X }` still loads the file.
 */
export function importsOf(source: Source): Import[] {
  const imports: Import[] = []
  const add = (node: Node, target: unknown, typeOnly: boolean) => {
    const to = literal(target)
    // An import of what is only known when it runs could go anywhere.
    if (to === null) return imports.push({ to: 'unknown', typeOnly, at: place(source, node) })
    const resolved = to.startsWith('.') ? posix.join(posix.dirname(source.path), to) : to
    return imports.push({ to: resolved, typeOnly, at: place(source, node) })
  }
  visit(source.tree, node => {
    if (node.type === 'ImportDeclaration') {
      add(node, node.source, node.importKind === 'type')
    } else if (
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && isNode(node.source))
    ) {
      add(node, node.source, node.exportKind === 'type')
    } else if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
      add(node, node.source, node.type === 'TSImportType')
    } else if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'require') {
      add(node, nodesIn(node.arguments)[0], false)
    }
  })
  return imports
}

/** Every circle of a graph, each as its members in order; none of one member alone. Tarjan's algorithm. */
export function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const circles: string[][] = []
  const enter = (member: string): number => {
    order.set(member, order.size)
    let low = Number(order.get(member))
    path.push(member)
    for (const next of graph.get(member) ?? []) {
      if (!graph.has(next)) continue
      if (!order.has(next)) low = Math.min(low, enter(next))
      else if (path.includes(next)) low = Math.min(low, Number(order.get(next)))
    }
    lowest.set(member, low)
    if (low === order.get(member)) {
      const circle = path.splice(path.indexOf(member))
      if (circle.length > 1) circles.push(circle.sort())
    }
    return low
  }
  for (const member of graph.keys()) if (!order.has(member)) enter(member)
  return circles
}
