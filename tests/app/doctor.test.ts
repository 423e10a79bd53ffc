import { expect, it } from 'vitest'
import { checkStart } from '../../src/deploy/check-start.ts'
import { checkDatabase, checkNames, checkProxies, reportOf } from '../../src/doctor/checks.ts'
import { connect } from '../../src/storage/client.ts'
import { noteKeys } from '../../src/storage/contact-keys.ts'
import { noteSweep } from '../../src/storage/last-sweep.ts'
import { findRoleFaults } from '../../src/storage/role-faults.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { freshDatabase } from '../support/database.ts'
import { ask, minute, useScene } from '../support/scene.ts'
import { testKey } from '../support/test-keys.ts'

const scene = useScene()
const real = () => new Date()

const examine = (changes: Partial<Parameters<typeof checkDatabase>[0]> = {}) => {
  const { db: app, publicDb: reader, sealing } = scene.deps
  return checkDatabase({ app, reader, sealing, now: real, ...changes })
}

it('all is well where it is', async () => {
  await noteKeys(scene.deps.db, scene.deps.sealing, real())
  await scene.deps.db.transaction(tx => noteSweep(tx, real()))
  const { text, isWell } = reportOf(await examine())
  expect(text).toBe('ok     roles\nok     keys\nok     clock\nok     mail\nok     sweep')
  expect(isWell).toBe(true)
})

it('says of each thing what is wrong, and how to mend it', async () => {
  await noteKeys(scene.deps.db, scene.deps.sealing, real())
  await ask(scene)
  const { text, isWell } = reportOf(
    await examine({
      reader: scene.deps.db,
      sealing: createSealing([testKey(99)], scene.deps.random),
      now: () => new Date(Date.now() + minute),
    }),
  )
  expect(isWell).toBe(false)
  expect(text).toMatch(/wrong {2}roles .*log in as one role/)
  expect(text).toMatch(/wrong {2}keys .*CONTACT_KEY lacks [\da-f]{8}/)
  const [, off] = /wrong {2}clock .*?(\d+) s off/.exec(text) ?? []
  // The question takes a while, on a busy machine.
  expect(Math.abs(Number(off) - 60)).toBeLessThan(10)
  expect(text).toMatch(/wrong {2}sweep /)
})

it.each([
  ['https://countersign.example', 0, false],
  ['https://countersign.example', 1, true],
  ['http://localhost:3000', 0, true],
])(
  'says of %s behind %i proxies whether visitors may count as one network',
  (publicUrl, trustedProxies, isFine) => {
    const { text, isWell } = reportOf([checkProxies({ publicUrl, trustedProxies })])
    expect(text === 'ok     proxies').toBe(isFine)
    expect(text).toMatch(isFine ? /^ok/ : /^note .*TRUSTED_PROXIES is 0/)
    expect(isWell, 'a Worker has no such setting').toBe(true)
  },
)

it('names what nothing reads, and shows no value', () => {
  expect(reportOf([checkNames([])]).text).toBe('ok     names')
  const unknown = [
    { name: 'LIMIT_FLOODS', meant: 'LIMIT_FLOOD' },
    { name: 'TRUSTED_PROXY', meant: null },
  ]
  expect(reportOf([checkNames(unknown)]).text).toBe(
    'note   names  nothing reads LIMIT_FLOODS (is it LIMIT_FLOOD?), TRUSTED_PROXY',
  )
})

it('a start refuses a superuser, an owner, one role for both, and a public role that may read more', async () => {
  const owner = connect(scene.database.owner, 1)
  const { db: app, publicDb: reader, sealing } = scene.deps
  try {
    expect(await findRoleFaults({ app, reader })).toEqual([])
    expect(await findRoleFaults({ app: owner.db, reader })).toEqual(
      expect.arrayContaining([
        expect.stringContaining('DATABASE_URL logs in as a superuser'),
        expect.stringContaining('as the owner'),
        expect.stringMatching(/may change .*events/),
      ]),
    )
    expect(await findRoleFaults({ app, reader: app })).toEqual([
      'DATABASE_URL and DATABASE_PUBLIC_URL log in as one role',
      expect.stringMatching(/may read or change \d\d tables/),
    ])
    await expect(checkStart({ app: owner.db, reader, sealing }, real())).rejects.toThrow('superuser')
  } finally {
    await owner.end()
  }
})

it('a start and /ready refuse a public list of another database', async () => {
  const other = await freshDatabase()
  const { db: app, sealing } = scene.deps
  const reader = other.clients.public.db
  try {
    expect(await findRoleFaults({ app, reader })).toEqual([
      'DATABASE_URL and DATABASE_PUBLIC_URL lead to two databases',
    ])
    await expect(checkStart({ app, reader, sealing }, real())).rejects.toThrow('two databases')
  } finally {
    await other.drop()
  }
})
