import { describe, expect, it } from 'vitest'
import { listPageFile, planCopy } from '../../../src/export/plan.ts'
import { languages } from '../../../src/i18n/index.ts'
import { publicSignatory, publicStatement } from '../../support/public-statement.ts'

describe('the plan of a copy', () => {
  const id = '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11'
  const statement = publicStatement({ signatories: [publicSignatory({ id })] })
  const plan = planCopy([statement], new Map([[statement.slug, [id]]]))

  it('gives every address a file of its own, on any disk', () => {
    const all = [...plan.files.values()]
    expect(new Set(all.map(file => file.toLowerCase())).size).toBe(all.length)
    for (const file of all) expect(file).toMatch(/^[\w.-]+(\/[\w.-]+)*$/)
  })

  it('asks for nothing that is not public', () => {
    expect([...plan.files.keys()].filter(address => /endorse|confirm|moderation|auth/.test(address))).toEqual(
      [],
    )
  })

  it('has signatories’ pages in each language, or none of a list that is too long', () => {
    const pages = (of: typeof plan) => [...of.files.keys()].filter(address => address.endsWith(id))
    expect(pages(plan)).toHaveLength(languages.length)
    expect(pages(planCopy([statement], new Map()))).toEqual([])
  })

  it('follows a list from page to page, and no search', () => {
    const list = `/be/${statement.slug}/signatories`
    expect(listPageFile(`${list}?after=${id}`, [statement])).toBe(`${list.slice(1)}/after-${id}/index.html`)
    for (const other of [
      list,
      `${list}?q=a`,
      `${list}?after=${id}&sort=name`,
      `/be/y/signatories?after=${id}`,
      `${list}?after=../../x`,
    ])
      expect(listPageFile(other, [statement]), other).toBeNull()
  })
})
