import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { deploy } from '../../src/deploy/deploy.ts'
import { buildOnce, buildOptions } from '../../src/build/build.ts'
import { openLocalDatabase } from '../../src/dev/postgres/local-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** One PostgreSQL for all tests; its database is the template of each test's own. */
    urls: { owner: string; app: string; public: string }
    /** A folder of this run: bundles, data. */
    folder: string
  }
}

/** Starts what every test shares: the database server, and the bundles that the stories run. */
export default async function setUp(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
  const database = await openLocalDatabase(join(folder, 'data'))
  const urls = { owner: database.ownerUrl, app: database.appUrl, public: database.publicUrl }
  await deploy({ ownerUrl: urls.owner, appUrl: urls.app, publicUrl: urls.public })
  await buildOnce()
  await build({
    ...buildOptions,
    entryPoints: { 'node-target': 'tests/support/node-target.ts' },
    outdir: folder,
    write: true,
  })
  project.provide('urls', urls)
  project.provide('folder', folder)
  return async () => {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
