import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

// hono's router finds such an address twice. A body of unknown length is read as a stream, and that can be done once.
it.each([
  '/en/confirm/T/:answer',
  '/en/confirm/:token/:answer',
  '/en/:slug/endorse',
  '/moderation/:id/:action',
])('a form that is sent to %s is no fault of ours', async path => {
  const app = createApp(() => scene.deps)
  const origin = scene.deps.config.publicUrl
  const answer = await app.request(origin + path, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ revision: '1' }),
  })
  expect(answer.status).toBeLessThan(500)
  expect(scene.logged.join('\n')).not.toContain('request_failed')
})

it.each([
  ['/en/forcible-expulsion/endorse', 'application/x-www-form-urlencoded'],
  ['/auth/sign-in', 'application/json'],
])('a body for %s that its sender breaks off is no fault of ours', async (path, type) => {
  const origin = scene.deps.config.publicUrl
  const body = new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode('organisation=Fo')),
    pull: controller => controller.error(new DOMException('The client is gone', 'AbortError')),
  })
  const answer = await createApp(() => scene.deps).request(
    new Request(origin + path, {
      method: 'POST',
      headers: { origin, 'content-type': type },
      body,
      duplex: 'half',
    }),
  )
  expect(answer.status).toBe(400)
  expect(scene.logged).toEqual([])
})
