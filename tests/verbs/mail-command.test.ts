import { describe, expect, it } from 'vitest'
import { deliverDue } from '../../src/mail/deliver.ts'
import { list, retry, test } from '../../src/post/commands.ts'
import { askToEndorse } from '../support/ask-to-endorse.ts'
import { asking, useScene } from '../support/scene.ts'

const scene = useScene()

async function park(count: number) {
  for (let i = 0; i < count; i++) {
    await askToEndorse(scene.deps, asking())
    scene.mail.fail({ reason: 'address', code: '422 validation_error' })
    await deliverDue(scene.deps, 50)
  }
}

describe('npm run mail', () => {
  it('lists what waits for a person by id, kind and code, and names nobody', async () => {
    expect(await list(scene.deps)).toBe('No mail waits for anybody.')
    await park(2)
    const lines = (await list(scene.deps)).split('\n')
    expect(lines).toHaveLength(2)
    for (const line of lines)
      expect(line).toMatch(/^\S+Z {2}[\w-]{36} {2}confirm-endorsement {2}address {2}422 validation_error$/)
  })

  it('says that all other mail waits while the provider refuses our account', async () => {
    await askToEndorse(scene.deps, asking())
    scene.mail.fail({ reason: 'account', code: '401 missing_api_key' })
    await deliverDue(scene.deps, 50)
    expect(await list(scene.deps)).toBe(
      'No mail waits for anybody.\nAll other mail waits until the provider takes our account again (401 missing_api_key).',
    )
  })

  it('sends one again, or all, and the log says that the operator did', async () => {
    await park(3)
    const [, id = ''] = (await list(scene.deps)).split('  ')
    expect(await retry(scene.deps, id)).toBe('Owed once more: 1.')
    await expect(retry(scene.deps, id)).rejects.toThrow('No such mail waits.')
    expect(await retry(scene.deps, null)).toBe('Owed once more: 2.')
    expect(await deliverDue(scene.deps, 50)).toBe(3)
    expect(await scene.count('log', `kind = 'send-again' AND moderator_id IS NULL`)).toBe(3)
  })

  it('sends none of all again to an address where an earlier mail did not arrive, and says so', async () => {
    await park(2)
    await scene.sql`UPDATE outbox SET last_error = 'address unreachable'
      WHERE id = (SELECT id FROM outbox LIMIT 1)`
    expect(await retry(scene.deps, null)).toMatch(/^Owed once more: 1\.\nLeft out, .+: 1\./)
    const [, id = ''] = (await list(scene.deps)).split('  ')
    expect(await retry(scene.deps, id)).toBe('Owed once more: 1.')
  })

  it('sends nothing again without the key, or for what is no id', async () => {
    await park(1)
    await expect(retry({ ...scene.deps, sealing: undefined }, null)).rejects.toThrow('CONTACT_KEY')
    await expect(retry(scene.deps, 'anna@example.org')).rejects.toThrow('needs the id')
  })

  it('tries the settings with one mail, and says what came back', async () => {
    expect(await test(scene.mail.mailer, 'you@example.org')).toMatch(
      /^The provider has taken the mail, as provider-/,
    )
    expect(scene.mail.accepted.map(({ message }) => message.to)).toEqual(['you@example.org'])
    expect(await test(scene.mail.mailer, 'you@example.org', true)).toContain('nothing was really sent')
    scene.mail.fail({ reason: 'account', code: '403 invalid_api_key' })
    await expect(test(scene.mail.mailer, 'you@example.org')).rejects.toThrow(
      /refuses the account.*403 invalid_api_key/,
    )
    await expect(test(scene.mail.mailer, 'you')).rejects.toThrow('needs an e-mail address')
  })
})
