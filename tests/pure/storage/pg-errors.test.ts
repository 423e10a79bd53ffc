import { describe, expect, it } from 'vitest'
import { constraintOf, isAway, sqlState, violates } from '../../../src/storage/pg-errors.ts'

const driver = (code: string, constraint?: string) =>
  Object.assign(new Error('canary'), { code, ...(constraint ? { constraint_name: constraint } : {}) })
/** As drizzle wraps it: the message prints the parameters, and the driver's error is the cause. */
const wrapped = (cause: unknown) => new Error('Failed query: insert … params: canary', { cause })

it('finds the state and the constraint under whatever wraps the driver’s error', () => {
  const error = driver('23505', 'endorsements_one_signatory')
  for (const met of [error, wrapped(error), wrapped(wrapped(error))]) {
    expect(sqlState(met)).toBe('23505')
    expect(constraintOf(met)).toBe('endorsements_one_signatory')
    expect(violates(met, 'endorsements_one_signatory')).toBe(true)
    expect(violates(met, 'endorsements_one_request')).toBe(false)
  }
})

it.each([
  [new Error('x')],
  [wrapped(new Error('x'))],
  [wrapped('23505')],
  ['23505'],
  [null],
  [undefined],
  [{ code: '23505' }],
])('finds nothing in %s', error => {
  expect(sqlState(error)).toBeNull()
  expect(constraintOf(error)).toBeNull()
  expect(isAway(error)).toBe(false)
})

describe('isAway', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'CONNECT_TIMEOUT',
    'CONNECTION_CLOSED',
    'CONNECTION_ENDED',
    'CONNECTION_DESTROYED',
    '08000',
    '08006',
    '53100',
    '53200',
    '53300',
    '25006',
    '58000',
    '57P01',
    '57P03',
    '57014',
  ])('%s: the database cannot be reached just now', code => {
    expect(isAway(wrapped(driver(code)))).toBe(true)
  })

  it.each(['23505', '23514', '42501', '42P01', '22021', '28P01', '3D000', '40001'])(
    '%s: asking again would not help',
    code => {
      expect(isAway(wrapped(driver(code)))).toBe(false)
    },
  )

  // As it comes from workerd: measured, "connection attempt failed".
  const withQuery = { query: 'SELECT', parameters: [], args: [], types: [] }
  it('a socket’s failure on Workers, which has no code', () => {
    const socket = Object.assign(new Error('connection attempt failed'), withQuery)
    expect(isAway(socket)).toBe(true)
    expect(isAway(wrapped(socket))).toBe(true)
  })

  it('a fault of ours in a query is none, though the driver adds the query to it too', () => {
    expect(isAway(wrapped(Object.assign(new TypeError('not a text'), withQuery)))).toBe(false)
    expect(isAway(wrapped(Object.assign(driver('23505'), withQuery)))).toBe(false)
  })
})
