import { expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { keysOf } from '../../src/storage/endorsement-rows.ts'
import { endorsementRow } from '../support/rows.ts'
import { useStage } from '../support/stage.ts'

const { desk, sql, database } = useStage()
const opensWithin = 200

it(`the queue opens ten thousand within ${opensWithin} ms, on workerd`, async () => {
  const { sql: insert } = database()
  const rows = Array.from({ length: 10_000 }, (_, i) => waitingRow(i))
  for (let i = 0; i < rows.length; i += 1000)
    await sql`INSERT INTO endorsements ${insert(rows.slice(i, i + 1000))}`
  await sql`ANALYZE endorsements`
  const vera = await desk.signIn('administrator', 'Vera Zorka')
  const times: number[] = []
  for (let i = 0; i < 30; i++) {
    const began = performance.now()
    const answer = await vera.get(paths.desk.queue)
    expect(await answer.text()).toContain('1,000+')
    times.push(performance.now() - began)
  }
  expect(times.sort((a, b) => a - b)[15]).toBeLessThan(opensWithin)
})

function waitingRow(i: number) {
  const name = `Waiting ${i}`
  const organisation = { name, names: {}, country: null, website: null }
  const since = new Date(Date.parse('2030-01-01T00:00:00Z') + i)
  const searchText = keysOf(organisation).searchText
  return endorsementRow('confirmed', {
    name,
    search_text: searchText,
    confirmed_at: since,
    waiting_since: since,
  })
}
