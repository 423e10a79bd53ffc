import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bundleClient } from '../../../src/build/client.ts'

const folder = new URL('../../../src/ui/', import.meta.url)
const source = (path: string) => readFileSync(new URL(path, folder), 'utf8')
const entries = ['style.css', 'desk.css', 'embed.css']

describe('the sheets', () => {
  const imports = entries.flatMap(entry =>
    [...source(entry).matchAll(/@import "\.\/css\/([^"]+)"([^;]*);/g)].map(
      ([, sheet = '', condition = '']) => ({
        entry,
        sheet,
        layer: /^ layer\((\w+)\)/.exec(condition)?.[1],
      }),
    ),
  )
  const layers = /@layer ([^;{]+);/.exec(source('css/layers.css'))?.[1]?.split(', ') ?? []

  it('each stand in one page’s style, in a declared layer', () => {
    const sheets = readdirSync(new URL('css', folder), { recursive: true, encoding: 'utf8' })
      .map(path => path.replaceAll('\\', '/'))
      .filter(path => path.endsWith('.css') && path !== 'layers.css')
    const layered = imports.filter(({ sheet }) => sheet !== 'layers.css')
    expect(layered.map(({ sheet }) => sheet).sort()).toEqual(sheets.sort())
    expect(layered.filter(({ layer = '' }) => !layers.includes(layer))).toEqual([])
  })

  it('declare the order of the layers first, wherever they are joined', async () => {
    for (const entry of entries) {
      const { text } = await bundleClient(entry)
      expect(text.startsWith(`@layer ${layers.join()};`), entry).toBe(true)
    }
  })

  it('give the public pages nothing that only the desk needs', () => {
    expect(imports.filter(({ entry, sheet }) => entry !== 'desk.css' && sheet.startsWith('desk/'))).toEqual(
      [],
    )
  })
})
