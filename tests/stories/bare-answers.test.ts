import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { useStage } from '../support/stage.ts'

const stage = useStage()

/** What the server sends to these bytes, until it closes. */
const answerTo = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(stage.url())
    let answer = ''
    connect({ host: hostname, port: Number(port) })
      .on('error', reject)
      .on('data', data => {
        answer += data
      })
      .on('close', () => resolve(answer))
      .end(bytes)
  })
const request = (line: string, headers: readonly string[], body = '') =>
  [line, ...headers, 'connection: close', '', body].join('\r\n')
const host = 'host: countersign.test'
const form = [host, 'content-type: application/x-www-form-urlencoded']

// Before a Worker stands its platform, which answers these.
describe('what is no request to the app', () => {
  it.each([
    ['a bad request line', 'HELLO\r\n\r\n', 400],
    ['no host', request('GET / HTTP/1.1', []), 400],
    ['a bad host', request('GET / HTTP/1.1', ['host: a b']), 400],
    ['a path with a backslash', request('GET /a\\b HTTP/1.1', [host]), 400],
    ['headers without end', request('GET / HTTP/1.1', [host, `x: ${'a'.repeat(20_000)}`]), 431],
    ['what we do not do', request('GET / HTTP/1.1', [host, 'expect: a-wonder']), 417],
    [
      'a bad chunk',
      request(
        `POST ${paths.endorsement.lostLink('en')} HTTP/1.1`,
        [...form, 'transfer-encoding: chunked'],
        'zz\r\n',
      ),
      400,
    ],
    ['the server as a whole', request('OPTIONS * HTTP/1.1', [host]), 400],
  ])('%s has the headers of every answer', async (_, bytes, status) => {
    const answer = await answerTo(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im)
    expect(answer).toMatch(/^content-security-policy: default-src 'none'/im)
    expect(answer).toMatch(/^cache-control: no-store\r$/im)
  })
})

it('a request of HTTP/1.0 needs no host', async () => {
  expect(await answerTo(request(`GET ${paths.site.health} HTTP/1.0`, []))).toMatch(/^HTTP\/1\.1 200 /)
})
