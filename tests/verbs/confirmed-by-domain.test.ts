import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { confirm } from '../../src/endorsements/confirm/confirm.ts'
import { settingOf } from '../support/no-flood.ts'
import { ask, asking, day, testEnv, useScene } from '../support/scene.ts'

const scene = useScene()

it('one domain confirms so many requests a day; the next link waits, and works tomorrow', async () => {
  const config = readConfig({ ...testEnv, [settingOf('confirmedByDomain')]: '3' })
  const confirmAt = async (email: string) => {
    const { token } = await ask(scene, asking({ contact: { email } }))
    return { token, answer: await confirm({ ...scene.deps, config }, token, 1) }
  }
  for (const name of ['a', 'b', 'c'])
    expect((await confirmAt(`${name}@${name}.flood.example`)).answer).toMatchObject({ ok: true })
  const { token, answer } = await confirmAt('d@flood.example')
  expect(answer).toMatchObject({ ok: false, error: { reason: 'domain_spent' } })
  expect((await confirmAt('e@another.example')).answer).toMatchObject({ ok: true })
  for (let i = 0; i < 5; i += 1)
    expect((await confirmAt(`free${i}@gmail.com`)).answer, 'free mail is nobody’s domain').toMatchObject({
      ok: true,
    })
  expect(await scene.count('endorsements', "status = 'confirmed'")).toBe(9)
  scene.moveClock(day)
  expect(await confirm({ ...scene.deps, config }, token, 1)).toMatchObject({ ok: true })
})
