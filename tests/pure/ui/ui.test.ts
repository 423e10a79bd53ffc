import { readFile } from 'node:fs/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import fc from 'fast-check'
import { html } from 'hono/html'
import { describe, expect, it } from 'vitest'
import { clientPlugin } from '../../../src/build/client.ts'
import type { Asset } from '../../../src/ui/assets.ts'
import { Checkbox, ErrorSummary, Select, TextArea, TextField } from '../../../src/ui/fields.tsx'
import { ListedSignatory } from '../../../src/organisations/signatory.tsx'
import { SignatoryList } from '../../../src/signatories/register.tsx'
import { Count } from '../../../src/signatories/signed-count.tsx'

const css = await readFile(new URL('../../../src/ui/style.css', import.meta.url), 'utf8')

/** The custom properties of one `:root` block of the stylesheet, by name. */
function tokens(block: string | undefined): Map<string, string> {
  const pairs = [...(block ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)]
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]))
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(i => {
    const channel = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe('the colours', () => {
  const [light, dark] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => tokens(block))
  const surfaces = ['paper', 'band', 'field']
  const text = ['ink', 'quiet', 'accent', 'accent-strong', 'danger'].flatMap(ink =>
    surfaces.map(on => [ink, on, 4.5] as const),
  )
  const buttons = ['accent', 'accent-strong'].map(on => ['on-accent', on, 4.5] as const)
  const shapes = ['focus', 'edge', 'danger'].flatMap(line => surfaces.map(on => [line, on, 3] as const))

  for (const [mode, palette] of Object.entries({ light, dark })) {
    it.each([...text, ...buttons, ...shapes])(`${mode}: %s on %s is at least %s:1`, (front, back, least) => {
      const [a, b] = [palette?.get(front), palette?.get(back)]
      expect(contrast(a ?? '', b ?? '')).toBeGreaterThanOrEqual(least)
    })
  }
})

describe('the assets', async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/ui/assets.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    loader: { '.css': 'text', '.svg': 'text', '.woff2': 'binary', '.png': 'binary' },
    plugins: [clientPlugin],
  })
  const code = outputFiles[0]?.text ?? ''
  const module = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  const { assets, assetUrl }: { assets: Map<string, Asset>; assetUrl: (name: string) => string } =
    await import(/* @vite-ignore */ module)
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

describe('a field', () => {
  it('ties its label, hint and error to the control', () => {
    const html = String(
      TextField({ name: 'website', label: 'Website', hint: 'Public', error: 'Begin with https://' }),
    )
    expect(html).toContain('<label for="website">')
    expect(html).toContain('aria-describedby="website-hint website-error"')
    expect(html).toContain('id="website-hint"')
    expect(html).toContain('id="website-error"')
    expect(html).toContain('aria-invalid="true"')
  })

  it('never asks the browser to validate or to cut', () => {
    const fields = [
      TextField({ name: 'a', label: 'A', required: true, type: 'email' }),
      TextArea({ name: 'b', label: 'B', required: true }),
      Checkbox({ name: 'c', label: 'C', required: true }),
    ]
    for (const html of fields.map(String)) {
      expect(html).toContain('aria-required="true"')
      expect(html).not.toMatch(/\s(required|maxlength|minlength|pattern)[\s=>]/)
    }
  })

  it('escapes what was typed and keeps a leading line break', () => {
    expect(String(TextField({ name: 'a', label: 'A', value: '"><script>' }))).toContain(
      '&quot;&gt;&lt;script&gt;',
    )
    expect(String(TextArea({ name: 'b', label: 'B', value: '\n</textarea>' }))).toContain(
      '>\n\n&lt;/textarea&gt;<',
    )
  })

  it('keeps the chosen option, and none when the value is unknown', () => {
    const options = [{ value: 'LT', label: 'Lithuania' }]
    const select = (value: string) => String(Select({ name: 'c', label: 'C', empty: '–', options, value }))
    expect(select('LT')).toContain('<option value="LT" selected="">')
    expect(select('??')).not.toContain('selected')
  })

  it('is reached from the error summary, which takes the focus', () => {
    const html = String(
      ErrorSummary({ title: 'Check', errors: [{ field: 'email', message: 'Enter an address.' }] }),
    )
    expect(html).toContain('<a href="#email">')
    expect(html).toMatch(/tabindex="-1"[^>]*autofocus/)
    expect(ErrorSummary({ title: 'Check', errors: [] })).toBeNull()
  })
})

describe('the list', () => {
  it('isolates names and escapes them', () => {
    const html = String(
      SignatoryList({ heading: 'H', kind: 'endorsing', items: [{ name: '<i>منظمة', nameLang: 'ar' }] }),
    )
    expect(html).toContain('<bdi lang="ar">&lt;i&gt;منظمة</bdi>')
  })

  it('sets the figure apart wherever the language puts it', () => {
    expect(String(Count({ text: 'Подписали 11 организаций', figure: '11' }))).toContain(
      'Подписали <span class="figure">11</span> организаций',
    )
    expect(String(Count({ text: 'Nobody yet', figure: '0' }))).toContain('>Nobody yet<')
  })

  it('writes whatever somebody typed as text, in elements and in attributes', () => {
    const item = (value: string) => ({
      ...{ id: value, name: value, nameLang: value, href: value, alsoNamed: { name: value, lang: value } },
      ...{ kind: value, country: value, date: { iso: value, text: value }, comment: value },
      website: { href: value, label: value },
    })
    const written = (value: string) => String(ListedSignatory({ item: item(value) }))
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'<>&"\'`ў =/') }), value => {
        // As hono's own templates write it, in every place.
        expect(written(value)).toBe(written('@').replaceAll('@', () => String(html`${value}`)))
      }),
    )
  })
})
