import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { madeTexts } from '../../../src/build/made-texts.ts'
import type { assets as Assets } from '../../../src/ui/assets.ts'

describe('the assets', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/ui/assets.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    loader: { '.svg': 'text', '.woff2': 'binary', '.png': 'binary' },
    plugins: [madeTexts],
  })
  const code = outputFiles[0]?.text ?? ''
  const module = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  const { assets, assetUrl }: { assets: typeof Assets; assetUrl: (name: string) => string } = await import(
    /* @vite-ignore */ module
  )
  const style = new TextDecoder().decode(assets.get(assetUrl('style.css'))?.body)

  it('serves everything that the stylesheet names, and names nothing elsewhere', () => {
    const urls = [...style.matchAll(/url\("?([^")]+)"?\)/g)].map(([, url = '']) => url)
    expect(urls.length).toBeGreaterThan(0)
    for (const url of urls) expect(assets.has(url), url).toBe(true)
  })

  it('hashes each path and keeps fonts as bytes', () => {
    for (const [path, { body, type }] of assets) {
      expect(path).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{10}\.(css|js|png|svg|woff2)$/)
      if (type === 'font/woff2') expect(String.fromCharCode(...(body.slice(0, 4) as Uint8Array))).toBe('wOF2')
    }
  })

  it('stays within the budgets: 7 KB of styles, 90 KB of fonts', () => {
    expect(gzipSync(style).length).toBeLessThanOrEqual(7 * 1024)
    expect(brotliCompressSync(style).length).toBeLessThanOrEqual(7 * 1024)
    const fonts = [...assets.values()].filter(({ type }) => type === 'font/woff2')
    expect(fonts.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(90 * 1024)
  })
})
