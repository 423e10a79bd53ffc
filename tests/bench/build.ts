import { cpSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'
import { buildOptions } from '../../src/build/build.ts'

/** The git-ignored folder of what the bench builds; its result lies beside it. */
export const builtFolder = fileURLToPath(new URL('../../dist/bench', import.meta.url))
export const built = (name: 'node' | 'deploy' | 'reference' | 'replay') => `${builtFolder}/${name}.js`

/** The product exactly as `npm run build` makes it, and the references by the same options. */
export async function buildAll(): Promise<void> {
  mkdirSync(builtFolder, { recursive: true })
  await build({
    ...buildOptions,
    entryPoints: {
      node: 'src/node.ts',
      deploy: 'src/deploy/cli.ts',
      reference: 'tests/bench/reference.ts',
      replay: 'tests/bench/replay.ts',
    },
    outdir: builtFolder,
    write: true,
  })
  cpSync(new URL('../../drizzle', import.meta.url), `${builtFolder}/drizzle`, { recursive: true })
  await stop()
}
