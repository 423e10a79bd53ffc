import { expect, it } from 'vitest'
import { streamText } from '../../src/held/stream.ts'
import { describeError } from '../../src/log.ts'
import { exportLog } from '../../src/moderation/log/log-export.ts'
import { readLogFilter } from '../../src/moderation/log/log-filter.ts'
import { insertLog } from '../../src/storage/moderation-log.ts'
import { addModerator, openScene } from '../support/scene.ts'

it('an export that breaks off logs that it did, and nothing of what was searched for', async () => {
  const scene = await openScene()
  const moderator = await addModerator(scene)
  const { filter } = readLogFilter({ q: 'canary searched' }, 'UTC', null)
  const pieces = exportLog(scene.deps, filter, moderator)
  const noteFailure = (error: unknown) => scene.deps.log('error', 'export_failed', describeError(error))
  const stream = await streamText(pieces, 1, noteFailure)
  await scene.database.sql`ALTER TABLE log RENAME TO log_elsewhere`
  const read = new Response(stream).text()
  await expect(read).rejects.toThrow('the text broke off')
  expect(scene.logged.join('\n')).toContain('export_failed')
  expect(scene.logged.join('\n')).not.toContain('canary')
  await scene.close()
})

it('an export that the log is too long for says in its last row that it was cut', async () => {
  const scene = await openScene()
  const moderator = await addModerator(scene)
  const { filter } = readLogFilter({}, 'UTC', null)
  const read = async (most: number) => {
    let csv = ''
    for await (const piece of exportLog(scene.deps, filter, moderator, most)) csv += piece
    return csv.split('\r\n').slice(1, -1)
  }
  expect(await read(2)).toEqual([expect.stringContaining('"export"')])
  expect(await read(2)).toHaveLength(2)
  const cut = await read(2)
  expect(cut).toHaveLength(3)
  expect(cut.at(-1)).toBe(',,"cut-here",,,,,,')
  await scene.close()
})

it.each(['clock', 'operator'])(
  'an export tells the clock from the operator, and the filter finds the %s',
  async who => {
    const scene = await openScene()
    const moderator = await addModerator(scene)
    await scene.deps.db.transaction(async tx => {
      for (const code of ['public-by-hour', 'list-frozen', 'deadline-extended', null])
        await insertLog(tx, { kind: 'setting', moderatorId: null, ...(code && { code }) }, scene.deps.now())
    })
    const read = async (query: Record<string, string>) => {
      let csv = ''
      for await (const piece of exportLog(scene.deps, readLogFilter(query, 'UTC', null).filter, moderator))
        csv += piece
      const rows = csv.split('\r\n').filter(row => row.includes('"setting"'))
      return rows.map(row => row.replaceAll('"', '').split(',')).map(row => [row[3], row[8]])
    }
    const byClock = [
      ['clock', 'public-by-hour'],
      ['clock', 'list-frozen'],
    ]
    const byOperator = [
      ['operator', 'deadline-extended'],
      ['operator', ''],
    ]
    expect((await read({})).toSorted()).toEqual([...byClock, ...byOperator].toSorted())
    expect((await read({ who })).toSorted()).toEqual((who === 'clock' ? byClock : byOperator).toSorted())
    await scene.close()
  },
)
