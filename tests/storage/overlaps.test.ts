import { expect, it } from 'vitest'
import { overlaps } from '../../src/storage/overlaps.ts'
import { endorsements } from '../../src/storage/schema/endorsements.ts'
import { useScene } from '../support/scene.ts'

const scene = useScene()

it('a column holds one of some texts, and of none nothing', async () => {
  const countOf = (keys: readonly string[]) =>
    scene.deps.db.$count(endorsements, overlaps(endorsements.nameKeys, keys))
  const [row] = await scene.deps.db.select({ keys: endorsements.nameKeys }).from(endorsements).limit(1)
  expect(row?.keys.length).toBeGreaterThan(0)
  expect(await countOf(row?.keys ?? [])).toBe(1)
  expect(await countOf([])).toBe(0)
})
