import { expect, it } from 'vitest'
import { describeApi } from '../../../../src/signatories/formats/openapi.ts'

// The rules that Redocly's linter recommends (redocly.com/docs/cli/rules, "recommended"), as far as they can be broken
// by a description without examples, servers with variables, and tags.

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Parameter = { name: string; in: string; required: boolean; schema: object }
type Operation = {
  operationId?: string
  summary?: string
  security?: unknown
  parameters?: Parameter[]
  responses: Record<string, { description?: string }>
}
type PathItem = { parameters?: Parameter[]; get: Operation }

const api = JSON.parse(JSON.stringify(describeApi())) as ReturnType<typeof describeApi>
const items = Object.entries(api.paths as Record<string, PathItem>)
const operations = items.map(([path, { get }]) => ({ path, ...get }))

/** Every object of the description, with the way to it. */
function* objectsIn(json: Json, way = '#'): Generator<{ way: string; object: { [name: string]: Json } }> {
  if (json === null || typeof json !== 'object') return
  if (!Array.isArray(json)) yield { way, object: json }
  for (const [name, value] of Object.entries(json)) yield* objectsIn(value, `${way}/${name}`)
}
const objects = [...objectsIn(api as unknown as Json)]

it('info-license, no-empty-servers, no-server-trailing-slash, security-defined', () => {
  expect(api.info.license).toEqual({ name: 'MIT', identifier: 'MIT' })
  expect(api.servers).toEqual([{ url: '/' }])
  // There is no key: that says so for every operation.
  expect(api.security).toEqual([])
})

it.each(operations)('operation-* of $path', ({ operationId, summary, responses, parameters = [] }) => {
  expect(operationId).toMatch(/^[A-Za-z]+$/)
  expect(summary).toMatch(/\w/)
  const codes = Object.keys(responses)
  expect(codes.some(code => /^2[0-9X]{2}$/.test(code))).toBe(true)
  expect(codes.some(code => /^4[0-9X]{2}$/.test(code))).toBe(true)
  for (const { description } of Object.values(responses)) expect(description).toMatch(/\w/)
  const names = parameters.map(({ name, in: place }) => `${place} ${name}`)
  expect(new Set(names).size).toBe(names.length)
})

it('operation-operationId-unique', () => {
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(items.length)
})

it.each(items)('path-* of %s', (path, { parameters = [] }) => {
  expect(path).toMatch(/^(\/[\w.-]+|\/\{\w+\})+$/)
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const defined = parameters.filter(one => one.in === 'path')
  expect(defined.map(({ name }) => name)).toEqual(named)
  expect(defined.every(({ required }) => required)).toBe(true)
})

it('no-identical-paths, no-ambiguous-paths', () => {
  const shapes = items.map(([path]) => path.replaceAll(/\{\w+\}/g, '{}'))
  expect(new Set(shapes).size).toBe(shapes.length)
  const segments = shapes.map(shape => shape.split('/'))
  const isAmbiguous = (a: string[], b: string[]) =>
    a.length === b.length && a.every((part, i) => part === b[i] || part === '{}' || b[i] === '{}')
  expect(segments.filter((a, i) => segments.slice(i + 1).some(b => isAmbiguous(a, b)))).toEqual([])
})

it('no-required-schema-properties-undefined: what is required is defined', () => {
  const required = objects.filter(({ object }) => Array.isArray(object.required))
  expect(required.length).toBeGreaterThan(5)
  for (const { way, object } of required)
    expect(Object.keys(object.properties ?? {}), way).toEqual(
      expect.arrayContaining(object.required as Json[]),
    )
})

it('no-enum-type-mismatch, no-schema-type-mismatch', () => {
  for (const { way, object } of objects) {
    if (Array.isArray(object.enum))
      for (const value of object.enum) expect(typeof value, way).toBe(object.type)
    if (typeof object.type !== 'string') continue
    if (object.items !== undefined) expect(object.type, way).toBe('array')
    if (object.properties !== undefined) expect(object.type, way).toBe('object')
  }
})

it('no-unresolved-refs, no-unused-components', () => {
  const refs = objects.flatMap(({ object }) => (typeof object.$ref === 'string' ? [object.$ref] : []))
  const schemas = Object.keys(api.components.schemas).map(name => `#/components/schemas/${name}`)
  expect([...new Set(refs)].sort()).toEqual(schemas.sort())
})
