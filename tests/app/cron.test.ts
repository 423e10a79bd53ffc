import type { ExecutionContext, KVNamespace, ScheduledController } from '@cloudflare/workers-types'
import { afterEach, expect, it, vi } from 'vitest'
import { createWorker, type WorkerEnv } from '../../src/worker.ts'
import { testEnv, useScene } from '../support/scene.ts'

const scene = useScene()
afterEach(() => vi.restoreAllMocks())

it('a sweep that fails tells the platform’s log nothing of what is stored', async () => {
  await scene.sql`ALTER TABLE claims RENAME TO gone`
  const lines: string[] = []
  vi.spyOn(console, 'error').mockImplementation(line => lines.push(String(line)))
  const { app, public: reader } = scene.database
  const env = {
    ...testEnv,
    HYPERDRIVE: { connectionString: app },
    HYPERDRIVE_PUBLIC: { connectionString: reader },
    LAST_GOOD: { get: async () => null, put: async () => {} } as unknown as KVNamespace,
  } as unknown as WorkerEnv
  const work: Promise<unknown>[] = []
  const execution = { waitUntil: (one: Promise<unknown>) => work.push(one) } as unknown as ExecutionContext
  const worker = createWorker(scene.deps.now)
  const thrown = await worker.scheduled({} as ScheduledController, env, execution).catch(error => error)
  await Promise.allSettled(work)
  expect([String(thrown), thrown.cause]).toEqual(['Error: the sweep failed', undefined])
  const logged = lines.map(line => JSON.parse(line))
  const duties = logged.filter(({ happening }) => happening === 'duty_failed')
  expect(duties).toMatchObject([{ level: 'error', duty: 'forget', code: '42P01' }])
  expect(logged).toContainEqual(expect.objectContaining({ happening: 'sweep_failed', error: 'DutiesFailed' }))
  expect(lines.join('\n')).not.toMatch(/select|params/i)
})
