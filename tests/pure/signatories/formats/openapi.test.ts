import { describe, expect, it } from 'vitest'
import { createApp } from '../../../../src/app.ts'
import { answerSchemas } from '../../../../src/signatories/formats/answer-schemas.ts'
import { describeApi } from '../../../../src/signatories/formats/openapi.ts'

describe('the description of the API', () => {
  const api = describeApi()
  const text = JSON.stringify(api)

  it('has every path of the API, and none that is gone', () => {
    const app = createApp(() => {
      throw new Error('nobody asks')
    })
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'))
    const each = [...new Set(routes)]
    expect(each.length).toBeGreaterThan(4)
    expect(Object.keys(api.paths).sort()).toEqual(each.sort())
  })

  it('points at no schema that it has not', () => {
    const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    expect([...new Set(named)].sort()).toEqual(Object.keys(answerSchemas).sort())
    expect(Object.keys(api.components.schemas).sort()).toEqual(Object.keys(answerSchemas).sort())
  })

  it('says what may be asked of the list', () => {
    const list = api.paths['/api/statements/{slug}/signatories']
    expect(list.parameters).toMatchObject([{ name: 'slug', in: 'path', required: true }])
    const asked = list.get.parameters.map(({ name, required, schema }) => [name, { required, ...schema }])
    expect(Object.fromEntries(asked)).toEqual({
      q: { required: false, type: 'string', maxLength: 200 },
      country: { required: false, type: 'string', pattern: '^([A-Z]{2}|none)$' },
      sort: { required: false, type: 'string', enum: ['list', 'newest', 'name'] },
      lang: { required: false, type: 'string', enum: ['en', 'be', 'ru'] },
      after: { required: false, type: 'string', format: 'uuid' },
      limit: { required: false, type: 'integer', minimum: 1, maximum: 1000 },
    })
    const feed = api.paths['/api/statements/{slug}/signatories.atom']
    const table = api.paths['/api/statements/{slug}/signatories.csv']
    for (const of of [feed, table])
      expect(of).toMatchObject({ get: { parameters: [{ name: 'lang', in: 'query', required: false }] } })
  })

  it('forbids nobody a field that comes later', () => {
    expect(text).not.toContain('"additionalProperties":false')
  })

  it('gives each operation a name of its own', () => {
    const names = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name)
    expect(new Set(names).size).toBe(Object.keys(api.paths).length)
  })
})
