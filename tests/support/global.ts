import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { buildOnce, buildOptions } from '../../src/build/build.ts'
import { deploy } from '../../src/deploy/deploy.ts'
import { openLocalDatabase } from '../../src/dev/postgres/local-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** One PostgreSQL for all tests; its database is the template of each test's own. */
    urls: { owner: string; app: string; public: string }
    /** A folder of this run: bundles, data. */
    folder: string
  }
}

type Shared = {
  urls: { owner: string; app: string; public: string }
  folder: string
  stop: () => Promise<void>
}
type Run = typeof globalThis & {
  countersignTests?: { shared: Promise<Shared>; worker?: Promise<void>; projects: number }
}

/**
 * Lends a project what all tests share: the database server, and the bundles that the stories run.
 * Vitest loads this file anew for each project, all in one process: the first one starts, the last one stops.
 */
export default async function setUp(project: TestProject) {
  const run: Run = globalThis
  run.countersignTests ??= { shared: start(), projects: 0 }
  const { countersignTests } = run
  countersignTests.projects += 1
  const { urls, folder, stop } = await countersignTests.shared
  project.provide('urls', urls)
  project.provide('folder', folder)
  if (project.config.env?.TARGET === 'workerd') {
    countersignTests.worker ??= bundleWorker(folder)
    await countersignTests.worker
  }
  return async () => {
    countersignTests.projects -= 1
    if (countersignTests.projects > 0) return
    delete run.countersignTests
    await stop()
  }
}

async function start(): Promise<Shared> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
  const database = await openLocalDatabase(join(folder, 'data'))
  const urls = { owner: database.ownerUrl, app: database.appUrl, public: database.publicUrl }
  await waitForNoDisk(urls.owner)
  await deploy({ ownerUrl: urls.owner, appUrl: urls.app, publicUrl: urls.public })
  await buildOnce()
  await build({
    ...buildOptions,
    entryPoints: { 'node-target': 'tests/support/node-target.ts' },
    outdir: folder,
    write: true,
  })
  cpSync('dist/files', join(folder, 'files'), { recursive: true })
  return {
    urls,
    folder,
    async stop() {
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The Worker as it is deployed, in `worker/`: with wrangler's bundle of its own each story would wait for seconds. */
async function bundleWorker(folder: string) {
  const deployed = [
    'deploy',
    'tests/support/worker-target.ts',
    '--dry-run',
    '--outdir',
    join(folder, 'worker'),
  ]
  await promisify(execFile)(process.execPath, ['node_modules/wrangler/bin/wrangler.js', ...deployed], {
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
}

/** The run's data need not outlive a crash of the machine. */
async function waitForNoDisk(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 1 })
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await sql.unsafe(`ALTER SYSTEM SET ${setting} = off`)
  await sql`SELECT pg_reload_conf()`
  await sql.end()
}
