import { gunzipSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, it, vi } from 'vitest'
import type { Deps } from '../../../src/deps.ts'
import type { AppEnv } from '../../../src/env.ts'
import type { Compressible } from '../../../src/held/answers.ts'
import { encodeBody } from '../../../src/held/gzip.ts'

const long = new TextEncoder().encode('The same words again. '.repeat(200))
const compress = vi.fn((body: Uint8Array) => new Uint8Array(gzipSync(body)))

/** Asks for bytes, with the coding that a visitor takes. */
async function ask(bytes: Compressible, accept?: string, with_: Deps['compress'] = compress) {
  const app = new Hono<AppEnv>().get('/', c => {
    c.set('deps', { compress: with_ } as Deps)
    const { body, headers } = encodeBody(c, bytes)
    return c.body(body, 200, headers)
  })
  const answer = await app.request('/', {
    headers: accept === undefined ? {} : { 'accept-encoding': accept },
  })
  const body = Buffer.from(await answer.arrayBuffer())
  return { coding: answer.headers.get('content-encoding'), vary: answer.headers.get('vary'), body }
}

describe('bytes that are sent many times', () => {
  it.each(['gzip', 'gzip, deflate, br', 'br, GZIP', 'deflate, gzip;q=1.0, *;q=0.5', 'gzip; q=0.1'])(
    'are smaller for who takes gzip: %s',
    async accept => {
      const { coding, vary, body } = await ask({ body: long }, accept)
      expect([coding, vary]).toEqual(['gzip', 'accept-encoding'])
      expect(body.length).toBeLessThan(long.length / 5)
      expect(gunzipSync(body).equals(long)).toBe(true)
    },
  )

  it.each([undefined, '', 'br', 'identity', 'gzip;q=0', 'gzip; q=0.0', 'x-gzip-not', 'x'.repeat(2000)])(
    'are as they are for everybody else: %s',
    async accept => {
      const { coding, vary, body } = await ask({ body: long }, accept)
      expect([coding, vary]).toEqual([null, 'accept-encoding'])
      expect(body.equals(long)).toBe(true)
    },
  )

  it('are made smaller once', async () => {
    const bytes: Compressible = { body: long }
    compress.mockClear()
    await ask(bytes, 'gzip')
    await ask(bytes, 'gzip')
    expect(compress).toHaveBeenCalledTimes(1)
  })

  it('are left alone where they are short, and where the network does it', async () => {
    const short = { body: new TextEncoder().encode('short') }
    expect(await ask(short, 'gzip')).toMatchObject({ coding: null, vary: null })
    expect(await ask({ body: long }, 'gzip', null)).toMatchObject({ coding: null, vary: null })
  })
})
