import { createHash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makeFiles } from '../../../src/build/files.ts'
import { paths } from '../../../src/paths.ts'
import { assets, assetUrl } from '../../../src/ui/assets.ts'

describe('the assets', async () => {
  const files = new Map((await makeFiles()).map(({ file, body }) => [file, body]))
  const bodyAt = (path: string) => files.get(assets.get(path)?.file ?? '') ?? new Uint8Array()
  const style = new TextDecoder().decode(bodyAt(assetUrl('style.css')))

  it('are the files that a build makes, each under its hash and with its type', () => {
    expect([...assets.values()].map(({ file }) => file).sort()).toEqual([...files.keys()].sort())
    for (const [path, { file, type }] of assets) {
      expect(path).toBe(paths.site.asset(file))
      const [, hash] = /^[\w-]+\.([0-9a-f]{10})\.(?:css|js|png|svg|woff2)$/.exec(file) ?? []
      expect(createHash('sha256').update(bodyAt(path)).digest('hex').slice(0, 10), file).toBe(hash)
      if (type === 'font/woff2') expect(String.fromCharCode(...bodyAt(path).slice(0, 4))).toBe('wOF2')
    }
  })

  it('have everything that the stylesheet names, beside it', () => {
    const urls = [...style.matchAll(/url\("?([^")]+)"?\)/g)].map(([, url = '']) => url)
    expect(urls.length).toBeGreaterThan(0)
    for (const url of urls)
      expect(assets.has(new URL(url, `https://x${assetUrl('style.css')}`).pathname)).toBe(true)
  })

  it('stay within the budgets: 7 KB of styles, 90 KB of fonts', () => {
    expect(gzipSync(style).length).toBeLessThanOrEqual(7 * 1024)
    expect(brotliCompressSync(style).length).toBeLessThanOrEqual(7 * 1024)
    const fonts = [...assets].filter(([, { type }]) => type === 'font/woff2')
    expect(fonts).toHaveLength(5)
    expect(fonts.reduce((sum, [path]) => sum + bodyAt(path).length, 0)).toBeLessThanOrEqual(90 * 1024)
  })
})
