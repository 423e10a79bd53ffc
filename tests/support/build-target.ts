import { build } from 'esbuild'
import { buildOptions } from '../../src/build/build.ts'

// The product on Node as the stories meet it, from whatever copy of the project this file lies in.

await build({
  ...buildOptions,
  entryPoints: { 'node-target': 'tests/support/node-target.ts' },
  outdir: 'dist',
  write: true,
})
