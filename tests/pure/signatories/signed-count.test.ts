import { expect, it } from 'vitest'
import { Count } from '../../../src/signatories/signed-count.tsx'

it('a count sets the figure apart wherever the language puts it', () => {
  expect(String(Count({ text: 'Подписали 11 организаций', figure: '11' }))).toContain(
    'Подписали <span class="figure">11</span> организаций',
  )
  expect(String(Count({ text: 'Nobody yet', figure: '0' }))).toContain('>Nobody yet<')
})
