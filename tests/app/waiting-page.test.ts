import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { noteOutcome } from '../../src/mail/note-outcome.ts'
import { paths } from '../../src/paths.ts'
import { slug, useScene } from '../support/scene.ts'
import { sample } from '../support/stage.ts'

const scene = useScene()

const returned = 'We could not reach you'

/** Sends the form as a browser does; gives the path of the page that answers it. */
async function asks(fields: Partial<typeof sample> = {}) {
  const origin = scene.deps.config.publicUrl
  const answer = await createApp(() => scene.deps).request(origin + paths.endorsement.ask('en', slug), {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ ...sample, ...fields }),
  })
  expect(answer.status).toBe(303)
  // It is handled after the answer.
  await expect.poll(() => scene.count('asks', 'sealed IS NOT NULL')).toBe(0)
  await deliverDue(scene.deps, 50)
  return answer.headers.get('location') ?? ''
}
const page = async (path: string) => (await createApp(() => scene.deps).request(path)).text()
const comesBack = (delivery: 'bounced' | 'suppressed' | 'undelivered') =>
  scene.deps.db.transaction(tx =>
    noteOutcome(tx, scene.deps, {
      providerId: `provider-${scene.mail.accepted.at(-1)?.key}`,
      delivery,
      to: sample.email,
    }),
  )

it.each(['bounced', 'undelivered'] as const)(
  'says that the mail did not arrive (%s), with the form as it was filled in as the way on',
  async delivery => {
    const path = await asks()
    expect(await page(path)).not.toContain(returned)
    await comesBack(delivery)
    const told = await page(path)
    expect(told).toContain(returned)
    expect(told).toContain(sample.email)
    const correct = `${path}/correct`
    expect(told).toContain(`href="${correct}"`)
    const form = await page(correct)
    for (const typed of [sample.organisation, sample.representative, sample.email])
      expect(form).toContain(typed)
  },
)

it('says it where the provider did not take the address, too', async () => {
  scene.mail.fail({ reason: 'address', code: '422 validation_error' })
  expect(await page(await asks())).toContain(returned)
})

it('sends nothing again where the mail came back, and goes on saying so', async () => {
  const path = await asks()
  expect(await page(path)).toContain('Send again')
  await comesBack('bounced')
  expect(await page(path)).not.toContain('Send again')
  const origin = scene.deps.config.publicUrl
  const pressed = await createApp(() => scene.deps).request(origin + path, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams(),
  })
  expect(pressed.headers.get('location')).toBe(path)
  expect(await scene.count('asks', 'sealed IS NOT NULL')).toBe(0)
})

it('says it to nobody else who types the same address, and of none that the provider had stopped before', async () => {
  const first = await asks()
  await comesBack('bounced')
  const later = await asks({ organisation: 'Somebody Else' })
  expect(scene.mail.accepted).toHaveLength(1)
  expect(await page(first)).toContain(returned)
  expect(await page(later)).not.toContain(returned)
})

it('says the same as ever where the provider had stopped the address before', async () => {
  const path = await asks()
  const before = await page(path)
  await comesBack('suppressed')
  expect(await page(path)).toBe(before)
})
