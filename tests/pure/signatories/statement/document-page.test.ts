import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../../src/config.ts'
import { documentPieces } from '../../../../src/signatories/statement/document-page.tsx'
import { publicSignatory, publicStatement } from '../../../support/public-statement.ts'
import { testEnv } from '../../../support/scene.ts'

describe('the document with every name', () => {
  const founding = publicSignatory({ founding: true, name: 'Human Constanta' })
  const endorsing = ['One', 'Two', '<!--names-->'].map(name => publicSignatory({ name }))
  const markdown = '# A statement\n\nIts text says <!--names--> aloud.\n'

  async function write(...batches: (typeof founding)[][]) {
    const statement = publicStatement({ signatories: batches.flat() })
    const [text] = statement.texts
    if (!text) throw new Error('no text')
    const held = { statement: { ...statement, texts: [{ ...text, markdown }] }, asOf: null }
    async function* read() {
      yield* batches
    }
    const pieces: string[] = []
    for await (const piece of documentPieces(readConfig(testEnv), 'en', held, '2026-11-24', read()))
      pieces.push(piece)
    return pieces
  }

  it('has each once, in one list a group, however the batches fall', async () => {
    const [one, two, three] = endorsing
    if (!one || !two || !three) throw new Error('too few')
    const whole = (await write([founding, one, two, three])).join('')
    expect((await write([founding], [one], [], [two, three])).join('')).toBe(whole)
    const ids = [...whole.matchAll(/<li id="s-([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([founding, ...endorsing].map(({ id }) => id))
    expect([...whole.matchAll(/<ul role="list" id="(\w+)"/g)].map(([, id]) => id)).toEqual([
      'founding',
      'endorsing',
    ])
    for (const tag of ['ul', 'li', 'div', 'section', 'main', 'html'])
      expect(whole.split(new RegExp(`<${tag}[ >]`)).length, tag).toBe(whole.split(`</${tag}>`).length)
  })

  it('sends a batch at a time, after the text and before the end', async () => {
    const pieces = await write([founding], endorsing)
    expect(pieces).toHaveLength(4)
    expect(pieces[0]).toContain('aloud')
    expect(pieces[0]).not.toContain('<li id')
    expect(pieces[3]).toMatch(/<\/html>$/)
  })

  it('puts the names in their place, though text and a name write its mark', async () => {
    const whole = (await write([founding, ...endorsing])).join('')
    expect(whole).not.toContain('<!--')
    expect(whole.lastIndexOf('Human Constanta')).toBeGreaterThan(whole.indexOf('aloud'))
  })

  it('is whole without a single signatory', async () => {
    const whole = (await write([])).join('')
    expect(whole).toMatch(/<\/section><\/main>[\s\S]*<\/html>$/)
  })
})
