import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readCatalogue } from '../../../src/build/catalogues.ts'

const root = new URL('../../../', import.meta.url)
const source = ['src', 'emails']
  .flatMap(folder =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      path => `${folder}/${path}`,
    ),
  )
  .filter(path => /\.tsx?$/.test(path))
  .map(path => readFileSync(new URL(path, root), 'utf8'))
  .join('\n')

const written = new Set([...source.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key))

/** Each `desk.state.${status}` of the source, as a pattern of the keys that it can make. */
const families = [...source.matchAll(/`([a-zA-Z]+\.(?:[\w.-]|\$\{[^{}`]+\})*)`/g)]
  .map(([, template = '']) => template)
  .filter(template => template.includes('${'))
  .map(template =>
    template
      .split(/\$\{[^{}]+\}/)
      .map(text => text.replaceAll('.', '\\.'))
      .join('[\\w/?-]+'),
  )
const made = new RegExp(`^(?:${[...new Set(families)].join('|')})$`)

it('has no message that no page and no mail uses', () => {
  expect(Object.keys(readCatalogue('en')).filter(key => !written.has(key) && !made.test(key))).toEqual([])
})
