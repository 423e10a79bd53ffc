import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import * as mail from '../../../emails/colours.ts'
import { bundleClient } from '../../../src/build/client.ts'
import { Page } from '../../../src/ui/layout.tsx'

const { text: css } = await bundleClient('style.css')

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
  const [light, dark] = [...css.matchAll(/:root(?::not\([^)]*\))?\{([^}]*)\}/g)].map(([, block]) =>
    tokens(block),
  )
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

  it('are those of the mails, which have no style sheet to refer to', () => {
    for (const [name, value] of Object.entries(mail.light)) expect(value, name).toBe(light?.get(name))
    for (const [name, value] of Object.entries(mail.dark)) expect(value, name).toBe(dark?.get(name))
  })

  it('are those of the browser’s frame and of the icon', async () => {
    const none = { title: '', siteName: '', skipLabel: '', languagesLabel: '', home: '', footer: '' }
    const page = String(await Page({ lang: 'en', ...none, children: '' }))
    const frame = [...page.matchAll(/<meta name="theme-color" content="(#\w+)"/g)].map(([, colour]) => colour)
    expect(frame).toEqual([light?.get('paper'), dark?.get('paper')])
    const icon = await readFile(new URL('../../../src/ui/favicon.svg', import.meta.url), 'utf8')
    expect(icon.match(/#[0-9a-f]{6}/g)).toEqual([light?.get('accent'), light?.get('on-accent')])
  })
})
