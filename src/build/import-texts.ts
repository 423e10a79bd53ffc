import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { writeCatalogues } from './catalogues.ts'
import { writeDisposable } from './disposable.ts'

// For a script that Node runs unbuilt (`node --import`) and that needs the messages, or the list of addresses for ten
// minutes.

writeCatalogues()
writeDisposable()
registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.txt')) return nextLoad(url, context)
    const text = readFileSync(fileURLToPath(url), 'utf8')
    return { format: 'module', source: `export default ${JSON.stringify(text)}`, shortCircuit: true }
  },
})
