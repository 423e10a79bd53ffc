import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder } from './scene.ts'

const root = join(import.meta.dirname, '../..')

/** A checkout whose one package has a file of three lines, and a patch of the second. */
function checkout(version: string, text: string) {
  const folder = emptyFolder()
  const file = join(folder, 'node_modules/thing/src/a.js')
  mkdirSync(join(folder, 'patches'))
  mkdirSync(join(folder, 'node_modules/thing/src'), { recursive: true })
  cpSync(join(root, 'patches/apply.js'), join(folder, 'patches/apply.js'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'node_modules/thing/package.json'), JSON.stringify({ version }))
  writeFileSync(file, text)
  writeFileSync(join(folder, 'patches/thing+1.0.0.patch'), patch)
  return {
    apply: () => execFileSync(process.execPath, [join(folder, 'patches/apply.js')], { stdio: 'pipe' }),
    text: () => readFileSync(file, 'utf8'),
  }
}

const patch = `Why the thing needs it.

diff --git a/node_modules/thing/src/a.js b/node_modules/thing/src/a.js
--- a/node_modules/thing/src/a.js
+++ b/node_modules/thing/src/a.js
@@ -1,3 +1,4 @@
 one
-two
+2
+2½
 three
`

describe('a patch of a package', () => {
  it('is of the version that package.json pins', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const patches = readdirSync(join(root, 'patches')).filter(name => name.endsWith('.patch'))
    const pinned = Object.entries(dependencies).map(([name, version]) => `${name}+${version}.patch`)
    expect(pinned).toEqual(expect.arrayContaining(patches))
  })

  it('is applied once, however often the command runs', () => {
    const { apply, text } = checkout('1.0.0', 'one\ntwo\nthree\n')
    apply()
    apply()
    expect(text()).toBe('one\n2\n2½\nthree\n')
  })

  it.each([
    ['another version', '1.0.1', 'one\ntwo\nthree\n', 'is not for thing 1.0.1'],
    ['another text', '1.0.0', 'one\nzwei\nthree\n', 'does not fit node_modules/thing/src/a.js'],
  ])('fails on %s, and changes nothing', (_, version, before, message) => {
    const { apply, text } = checkout(version, before)
    expect(apply).toThrow(message)
    expect(text()).toBe(before)
  })
})
