import { buildOnce } from './build.ts'
import { stopWithNpm } from './stop-on-signals.ts'

stopWithNpm()
await buildOnce()
// Computed, so that nobody's tools look for it before it is built.
await import(new URL('../../dist/node.js', import.meta.url).href)
