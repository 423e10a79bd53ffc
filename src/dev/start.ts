import { buildOnce } from './build.ts'

await buildOnce()
// Computed, so that nobody's tools look for it before it is built.
await import(new URL('../../dist/node.js', import.meta.url).href)
