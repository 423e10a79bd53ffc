import type { createApp } from '../../src/app.ts'
import { paths } from '../../src/paths.ts'
import { slug } from './scene.ts'

/** Sends the request form to an app at an origin, as a browser does. */
export function postAsk(app: ReturnType<typeof createApp>, origin: string, email: string) {
  const body = new URLSearchParams({
    organisation: 'Whoever',
    representative: 'Somebody',
    role: 'Chair',
    authority: 'yes',
    version: '1',
    email,
  })
  const form = origin + paths.endorsement.ask('en', slug)
  return app.request(form, { method: 'POST', headers: { origin }, body })
}
