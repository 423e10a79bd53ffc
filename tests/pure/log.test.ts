import { expect, it } from 'vitest'
import { createLog, describeError } from '../../src/log.ts'

const canary = 'canary@example.org'

it('writes one line of JSON a happening', () => {
  const lines: string[] = []
  const log = createLog(
    line => lines.push(line),
    () => new Date('2026-03-01T12:00:00.000Z'),
  )
  log('info', 'swept', { expired: 2, more: false, code: null, none: undefined, text: 'a\nb' })
  log('warn', 'alone')
  expect(lines).toEqual([
    '{"at":"2026-03-01T12:00:00.000Z","level":"info","happening":"swept","expired":2,"more":false,"code":null,"text":"a\\nb"}',
    '{"at":"2026-03-01T12:00:00.000Z","level":"warn","happening":"alone"}',
  ])
})

function thrown(make: () => unknown): unknown {
  try {
    throw make()
  } catch (error) {
    return error
  }
}

const withName = (name: string) => Object.assign(new Error(canary), { name })

it.each([
  ['an error', () => new Error(canary)],
  ['an error of several lines', () => new Error(`Failed query\nparams: ${canary}\n${canary}`)],
  ['a message that looks like a frame', () => new Error(`params: x\n    at ${canary} (/src/app.ts:1:1)`)],
  ['a message that is a frame', () => new Error(`\n    at ${canary}`)],
  [
    'a message changed afterwards',
    () => Object.assign(new Error(`a\n    at ${canary}`), { message: 'other' }),
  ],
  ['a cause', () => new Error('Failed query', { cause: new Error(canary) })],
  ['an aggregate', () => new AggregateError([new Error(canary)], canary)],
  ['a type error', () => new TypeError(canary)],
  ['an error by name', () => withName('PostgresError')],
  ['properties of a driver', () => Object.assign(new Error('x'), { parameters: [canary], query: canary })],
  ['a text', () => canary],
  ['an object', () => ({ message: canary, name: canary, stack: `x\n    at ${canary}` })],
  ['an error without a stack', () => Object.assign(new Error(canary), { stack: undefined })],
])('describes %s without its words', (_, make) => {
  const described = JSON.stringify(describeError(thrown(make)))
  expect(described).not.toContain('canary')
  expect(described).toContain('"error":')
})

it('says what kind of error it was and where it arose, without the folders of the machine', () => {
  const { error, frames } = describeError(thrown(() => new RangeError('x')))
  expect(error).toBe('RangeError')
  expect(frames).toMatch(/log\.test\.ts:\d+:\d+/)
  expect(frames).not.toMatch(/\/\w+\/.*log\.test\.ts/)
  expect((frames ?? '').split(' < ').length).toBeLessThanOrEqual(6)
  expect(
    describeError(new Error('x', { cause: Object.assign(new Error('y'), { code: '28P01' }) })).code,
  ).toBe('28P01')
  expect(describeError(Object.assign(new Error('x'), { code: canary })).code).toBeUndefined()
  expect(describeError(null)).toEqual({ error: 'object' })
  expect(describeError('x')).toEqual({ error: 'string' })
})
