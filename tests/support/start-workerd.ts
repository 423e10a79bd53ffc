import { join } from 'node:path'
import { inject } from 'vitest'
import { createTestHarness, unstable_readConfig } from 'wrangler'
import type { TestDatabase } from './database.ts'
import type { Target } from './target.ts'

/** The product as a Worker, with the bindings that `wrangler.toml` names. */
export async function startWorkerd(
  database: TestDatabase,
  settings: Record<string, string>,
): Promise<Target> {
  const { compatibility_date, compatibility_flags, rules, kv_namespaces, ratelimits, assets } =
    unstable_readConfig({
      config: 'wrangler.toml',
    })
  const harness = createTestHarness({
    root: process.cwd(),
    workers: [
      {
        config: {
          name: 'countersign',
          main: join(inject('folder'), 'worker/worker-target.js'),
          no_bundle: true,
          ...(compatibility_date ? { compatibility_date } : {}),
          compatibility_flags,
          rules,
          kv_namespaces,
          ...(assets ? { assets } : {}),
          // The file says one number, a stage another.
          ratelimits: ratelimits.map(({ simple, ...binding }: { simple: { limit: number } }) => ({
            ...binding,
            simple: { ...simple, limit: Number(settings.LIMIT_FORMS_BY_NETWORK ?? simple.limit) },
          })),
          hyperdrive: [
            { binding: 'HYPERDRIVE', id: '1', localConnectionString: database.app },
            { binding: 'HYPERDRIVE_PUBLIC', id: '2', localConnectionString: database.public },
          ],
          // What is deployed is production, and takes no address of this machine.
          vars: { NODE_ENV: 'development', ...settings },
        },
      },
    ],
  })
  const { url } = await harness.listen()
  return {
    url: url.origin,
    async moveClock(milliseconds) {
      await fetch(`${url.origin}/test/clock?move=${milliseconds}`)
    },
    async sweep() {
      await harness.getWorker().scheduled({})
    },
    // The same Worker anew; what KV has stays.
    restart: () => harness.update(options => options),
    kill() {
      throw new Error('workerd is not a process of this stage alone')
    },
    pid: () => null,
    logged: () => harness.getLogs().map(({ message }) => message),
    stop: () => harness.close(),
  }
}
