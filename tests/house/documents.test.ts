import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')
const exists = (path: string) => existsSync(root + path)

/** What a document writes as code and could be a file or a folder of the project. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.@/*{},+-]+)`/g)]
    .map(([, path = '']) => path)
    .filter(path => path.includes('/') || /\.(ts|tsx|sql|md|json)$/.test(path))
    // Patterns and addresses: `src/i18n/{en,be,ru}`, `/en/…`.
    .filter(path => !/[{*]|^\//.test(path))

const everything = ['src', 'emails', 'drizzle', 'docs', 'patches', 'tests'].flatMap(folder => [
  `${folder}/`,
  ...readdirSync(root + folder, { recursive: true, withFileTypes: true }).map(
    entry => `${entry.parentPath.slice(root.length)}/${entry.name}${entry.isDirectory() ? '/' : ''}`,
  ),
])

/** Within a line about a room its files are written without the folders above: `held/replay.ts`, `owe.ts`. */
const isThere = (path: string): boolean =>
  exists(path) || everything.some(one => `/${one}`.endsWith(`/${path}`) || `/${one}`.endsWith(`/${path}/`))

describe.each(['docs/architecture.md', 'docs/walks.md', 'CONTRIBUTING.md', 'README.md'])('%s', document => {
  const text = read(document)

  it('names no file and no folder that does not exist', () => {
    // What a build or a start makes.
    const made = /^(dist|\.data|node_modules)\/|^@|^application\//
    const names = pathsIn(text).filter(path => !made.test(path))
    expect(names.length).toBeGreaterThan(2)
    expect(names.filter(path => !isThere(path))).toEqual([])
  })

  it('links to what exists', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link)
    const folder = document.includes('/') ? `${document.split('/')[0]}/` : ''
    expect(links.filter(link => !exists(folder + link))).toEqual([])
  })
})

it('the threats name no test that does not exist', () => {
  const cells = read('docs/threat-model.md')
    .split('\n')
    .filter(line => line.startsWith('| ') && line.split(' | ').length > 2)
    .map(line => line.split(' | ').at(-1) ?? '')
  const names = cells.flatMap(cell => [...cell.matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name))
  const isTest = (name: string) =>
    [name, `pure/${name}`].some(path =>
      ['/', '.test.ts', '.test.tsx'].some(end => exists(`tests/${path}${end}`)),
    )
  expect(names.length).toBeGreaterThan(150)
  expect(names.filter(name => !isTest(name))).toEqual([])
})

it('comments name no file that does not exist', () => {
  const folders = ['src', 'emails', 'tests', 'drizzle', 'patches']
  const files = everything.filter(path => folders.some(folder => path.startsWith(`${folder}/`)))
  const comments = files
    .filter(path => /\.(tsx?|sql|css)$/.test(path))
    .flatMap(path => [...read(path).matchAll(/^\s*(?:\/\/|\/?\*|--).*/gm)].map(([line]) => ({ path, line })))
  const missing = comments.flatMap(({ path, line }) =>
    // `src/a.ts` is an example.
    [
      ...line.matchAll(
        /\b(?:src|emails|tests|drizzle|docs|patches)\/[\w./-]*[\w-]{2}\.(?:tsx?|sql|css|md|js)\b/g,
      ),
    ]
      .filter(([named]) => !exists(named))
      .map(([named]) => `${path} names ${named}`),
  )
  expect(comments.length).toBeGreaterThan(1000)
  expect(missing).toEqual([])
})

it('the architecture has a line for every room', () => {
  const text = read('docs/architecture.md')
  const rooms = readdirSync(`${root}src`).filter(room => room !== 'modules.d.ts')
  const isTold = (room: string) => text.includes(`\`${room}${room.includes('.') ? '' : '/'}\``)
  expect(rooms.filter(room => !isTold(room))).toEqual([])
})
