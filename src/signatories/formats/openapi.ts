import * as z from 'zod'
import { paths } from '../../paths.ts'
import { type AnswerName, answerSchemas } from './answer-schemas.ts'
import { feedQuery, pageQuery, tableQuery } from './query-schemas.ts'

const schemaRef = (name: string) => `#/components/schemas/${name}`

/** What the API takes and gives, in OpenAPI 3.1: made from the schemas, so that it says what they say. */
export function describeApi() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Countersign',
      version: '1',
      summary: 'Public statements and the organisations that signed them.',
      description:
        'Open to every site, without a key. Where an answer has an ETag, send it back as If-None-Match: what ' +
        'did not change costs a 304 without a body. New fields may appear; no field changes its meaning.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [],
    paths: {
      [paths.api.statements]: {
        get: {
          operationId: 'listStatements',
          summary: 'Every statement',
          responses: { 200: json('Statements', 'In the order in which they are shown.'), ...usual },
        },
      },
      [paths.api.statement('{slug}')]: {
        parameters: [slug],
        get: {
          operationId: 'getStatement',
          summary: 'A statement: its versions, their hashes, the counts',
          responses: { 200: json('Statement', 'The statement.'), ...usual, ...unknown },
        },
      },
      [paths.api.signatories('{slug}')]: {
        parameters: [slug],
        get: {
          operationId: 'listSignatories',
          summary: 'The list of signatories, or what a search finds of it',
          parameters: queryParameters(pageQuery),
          responses: {
            200: json(
              'SignatoryPage',
              'A page of the list. An ETag is on the one that is asked for without parameters.',
            ),
            ...usual,
            400: json('Error', 'A parameter has no such value.'),
            ...unknown,
            410: json('Error', 'The signatory of `after` has left the list: begin anew.'),
          },
        },
      },
      [paths.api.signatoriesCsv('{slug}')]: {
        parameters: [slug],
        get: {
          operationId: 'downloadSignatories',
          summary: 'The whole list as a table',
          description:
            'The table is always the whole list: `q`, `country`, `sort`, `after` and `limit` of the list in JSON are refused.',
          parameters: queryParameters(tableQuery),
          responses: {
            200: {
              description:
                'CSV (RFC 4180) in UTF-8 with a byte order mark; the first row names the columns. One thing is ' +
                'changed: what a spreadsheet would take for a formula, at the beginning of a cell or behind a ' +
                'semicolon, has an apostrophe before it. In JSON every text is as it was given. A new ' +
                'column comes after the others.',
              content: { 'text/csv': { schema: { type: 'string' } } },
            },
            ...usual,
            400: json('Error', 'There is no such language, or a part of the list was asked for.'),
            ...unknown,
          },
        },
      },
      [paths.api.signatoriesAtom('{slug}')]: {
        parameters: [slug],
        get: {
          operationId: 'followSignatories',
          summary: 'The newest endorsing signatories as a feed',
          parameters: queryParameters(feedQuery),
          responses: {
            200: {
              description:
                'Atom (RFC 4287), at most 100 entries. Signatories that left, or whose names are withheld since, are ' +
                'tombstones (RFC 6721): an id and a day, no name. Remove from your copy what they name.',
              content: { 'application/atom+xml': { schema: { type: 'string' } } },
            },
            ...usual,
            400: json('Error', 'There is no such language.'),
            ...unknown,
          },
        },
      },
      [paths.api.final('{slug}')]: {
        parameters: [slug],
        get: {
          operationId: 'getFinalList',
          summary: 'The list as it stood at the deadline: the bytes whose SHA-256 it is cited by',
          responses: {
            200: json('FinalList', 'Canonical JSON (RFC 8785). It never changes.'),
            ...usual,
            404: json('Error', 'There is no such statement, or its list is not frozen.'),
          },
        },
      },
      [paths.api.finalNames('{slug}')]: {
        parameters: [slug],
        get: {
          operationId: 'getFinalNames',
          summary: 'Who the entries of the final list are of, as long as they are named',
          responses: {
            200: json('FinalNames', 'What opens the commitments of the final list.'),
            ...usual,
            404: json('Error', 'There is no such statement, or its list is not frozen.'),
          },
        },
      },
      [paths.api.representativeData]: {
        get: {
          operationId: 'describeRepresentativeData',
          summary: 'What the file has that a representative downloads of themselves',
          responses: {
            200: {
              description: 'JSON Schema.',
              content: { 'application/schema+json': { schema: { type: 'object' } } },
            },
            ...usual,
          },
        },
      },
      [paths.api.description]: {
        get: {
          operationId: 'describe',
          summary: 'This description',
          responses: {
            200: {
              description: 'OpenAPI 3.1.',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
            ...usual,
          },
        },
      },
    },
    components: { schemas: namedSchemas() },
  }
}

const json = (name: AnswerName, description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: schemaRef(name) } } },
})

const usual = {
  304: { description: 'Nothing has changed since the ETag that If-None-Match names.' },
  '4XX': json('Error', 'Nothing is answered to such a request.'),
  503: json('Error', 'The list cannot be read just now.'),
}
const unknown = { 404: json('Error', 'There is no such statement.') }
const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' } }

function queryParameters(query: z.ZodType) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { override: dropPattern })
  return Object.entries(properties).map(([name, property]) => {
    if (typeof property === 'boolean') throw new Error('a parameter without a schema')
    const { description, ...schema } = property
    return { name, in: 'query', required: required.includes(name), description, schema }
  })
}

function namedSchemas() {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(answerSchemas)) registry.add(schema, { id })
  // As input: then a schema allows fields that it does not know, as whoever reads our answers must.
  const { schemas } = z.toJSONSchema(registry, { uri: schemaRef, io: 'input', override: dropPattern })
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema]))
}

/** Leaves out zod's pattern where there is a format, which says the same in a word. */
function dropPattern({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
}
