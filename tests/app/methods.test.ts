import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { routesOf } from '../support/routes.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene({ once: true })
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']

it('says of every address which methods it takes, with every header of ours', async () => {
  await sweep(scene.deps)
  const app = createApp(() => scene.deps)
  const { publicUrl } = scene.deps.config
  const paths = new Set(routesOf(app).map(({ path }) => path))
  expect(paths.size).toBeGreaterThan(80)
  for (const path of paths) {
    for (const method of methods) {
      const answer = await app.request(publicUrl + path, { method })
      const what = `${method} ${path}: ${answer.status}`
      expect(answer.status, what).toBeLessThan(500)
      for (const name of ['content-security-policy', 'strict-transport-security', 'x-content-type-options'])
        expect(answer.headers.get(name), what).not.toBeNull()
      expect(answer.headers.get('cache-control'), what).not.toBeNull()
      // The preflight of the API is its own answer.
      if (answer.status !== 405) continue
      const allowed = (answer.headers.get('allow') ?? '').split(', ')
      expect(allowed, what).not.toContain(method)
      expect(allowed.length, what).toBeGreaterThan(0)
      expect(answer.headers.get('cache-control'), what).toBe('no-store')
    }
  }
}, 120_000)

it.each([
  ['PUT', '/en/forcible-expulsion', 'GET, HEAD'],
  ['POST', '/api/statements', 'GET, HEAD'],
  ['DELETE', '/en/forcible-expulsion/endorse', 'GET, HEAD, POST'],
  ['GET', '/auth/sign-out', 'POST'],
])('%s %s is refused, with what is allowed', async (method, path, allowed) => {
  const answer = await createApp(() => scene.deps).request(scene.deps.config.publicUrl + path, { method })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed])
})

it('a method that nothing has is refused as others are where there is no page', async () => {
  const answer = await createApp(() => scene.deps).request(
    `${scene.deps.config.publicUrl}/nothing/at/all/here`,
    {
      method: 'PUT',
    },
  )
  expect(answer.status).toBe(404)
})
