import { expect, it } from 'vitest'
import { findSentForm, insertSentForm, largestSentForm } from '../../src/storage/sent-forms.ts'
import { sweep } from '../../src/sweep/sweep.ts'
import { hour, useScene } from '../support/scene.ts'

const scene = useScene()
const keep = (content: unknown) => insertSentForm(scene.deps.db, scene.deps, content)

it('keeps what was sent for an hour, for whoever has the token', async () => {
  const token = (await keep({ typed: 'Ona' })) ?? ''
  expect(await findSentForm(scene.deps.db, scene.deps, token)).toEqual({ typed: 'Ona' })
  for (const other of ['A'.repeat(43), 'cut-off', '']) {
    expect(await findSentForm(scene.deps.db, scene.deps, other)).toBeNull()
  }
  scene.moveClock(hour)
  expect(await findSentForm(scene.deps.db, scene.deps, token)).toBeNull()
  expect(await scene.count('sent_forms')).toBe(1)
  await sweep(scene.deps)
  expect(await scene.count('sent_forms')).toBe(0)
})

it('keeps no form that nobody types by hand, and no more than 5,000', async () => {
  expect(await keep('x'.repeat(largestSentForm))).toBeNull()
  await scene.sql`
    INSERT INTO sent_forms SELECT sha256(convert_to(n::text, 'UTF8')), '\\x00', ${new Date(scene.deps.now().getTime() + hour)}
    FROM generate_series(1, 4999) n`
  expect(await keep('the last')).not.toBeNull()
  expect(await keep('one too many')).toBeNull()
  expect(await scene.count('sent_forms')).toBe(5000)
})
