import { cpSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'
import { buildOptions } from '../../src/build/build.ts'
import { writeMadeTexts } from '../../src/build/made-texts.ts'

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
  await writeMadeTexts()
  for (const [from, to] of [
    ['drizzle', 'drizzle'],
    ['dist/files', 'files'],
  ])
    cpSync(new URL(`../../${from}`, import.meta.url), `${builtFolder}/${to}`, { recursive: true })
  await stop()
}
