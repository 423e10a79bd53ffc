// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are in source texts, made up to be judged.
import { existsSync, globSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { circlesOf, type Import, importsOf } from './imports.ts'
import { basics, doors, mayKnow, roomOf } from './rooms.ts'
import {
  isNode,
  literal,
  type Node,
  nodesIn,
  parse,
  place,
  readSources,
  type Source,
  visit,
} from './source.ts'

const under =
  (...folders: string[]) =>
  (path: string) =>
    folders.some(folder => path.startsWith(`${folder}/`))
const isPackage = (to: string, ...names: string[]) =>
  names.some(name => to === name || to.startsWith(`${name}/`))
const startsLocally = (path: string) =>
  under('src/dev', 'src/build')(path) || /^src\/node[^/]*\.ts$/.test(path) || path === 'src/deploy/command.ts'
const isCommand = (path: string) => /^src\/[a-z]+\/cli\.ts$/.test(path)
const mayTouchTheMachine = (path: string) =>
  startsLocally(path) || isCommand(path) || under('src/export', 'src/deploy', 'src/smtp')(path)

/** The arrows of the house: whether `from` may import `to`. */
const arrows: { says: string; of: (from: string) => boolean; may: (i: Import, from: string) => boolean }[] = [
  {
    says: 'domain/ imports domain/, node:crypto and kept lists: of languages, public suffixes, mail providers',
    of: under('src/domain'),
    // Pure data with a look-up, no I/O: whose domain is whose changes more often than our rules do.
    may: ({ to }) =>
      under('src/domain')(to) ||
      to === 'node:crypto' ||
      // The languages of the interface that the build found.
      to === 'dist/catalogues/languages.txt' ||
      // A package's list of mail providers, as hashes.
      to === 'dist/lists/disposable.txt' ||
      isPackage(to, 'tldts', 'email-providers'),
  },
  {
    says: 'storage/ imports domain/, storage/ and the database’s packages',
    of: under('src/storage'),
    may: ({ to }) =>
      under('src/domain', 'src/storage')(to) || isPackage(to, 'drizzle-orm', 'postgres', 'node:crypto'),
  },
  {
    says: 'ui/ imports i18n/, types of domain/, paths.ts, the names of built files and itself',
    of: under('src/ui'),
    may: ({ to, typeOnly }) =>
      under('src/ui', 'src/i18n')(to) ||
      to === 'src/paths.ts' ||
      // The names of the files that a build makes for browsers.
      to === 'dist/client/names.txt' ||
      (typeOnly && under('src/domain')(to)) ||
      isPackage(to, 'hono/jsx', 'hono/html'),
  },
  {
    says: 'i18n/ imports domain/, the built catalogues and itself',
    of: under('src/i18n'),
    may: ({ to }) => under('src/domain', 'src/i18n', 'dist/catalogues')(to) || to === 'intl-messageformat',
  },
  {
    says: 'emails/ import i18n/ and themselves',
    of: under('emails'),
    may: ({ to }) => under('emails', 'src/i18n')(to) || isPackage(to, 'hono/jsx', 'hono/html'),
  },
  {
    says: 'a room knows only those that rooms.ts says',
    of: from => roomOf(from) !== null,
    may: ({ to }, from) => {
      const [room, other] = [roomOf(from), roomOf(to)]
      return room === null || other === null || room === other || (mayKnow[room] ?? []).includes(other)
    },
  },
  {
    says: 'a room is entered by the doors that rooms.ts says',
    of: from => roomOf(from) !== null,
    may: ({ to, typeOnly }, from) => {
      const open = doors[roomOf(to) ?? '']?.[roomOf(from) ?? '']
      return !open || open.includes(to) || (typeOnly && open.includes(`type ${to}`))
    },
  },
  {
    says: 'the Worker bundles: no module of Node but node:crypto',
    of: from => !mayTouchTheMachine(from),
    may: ({ to }) => !isBuiltin(to) || to === 'node:crypto',
  },
  {
    says: 'nodemailer is for Node, and never in the Worker: src/smtp alone has it',
    of: from => !under('src/smtp')(from),
    may: ({ to }) => !isPackage(to, 'nodemailer'),
  },
  {
    says: 'src/dev and src/build are for starting locally only',
    of: from => !startsLocally(from),
    may: ({ to }) => !under('src/dev', 'src/build')(to),
  },
  {
    says: 'the product imports no test, and nothing that is only known when it runs',
    // The local runner starts what was built just now.
    of: from => !under('src/dev', 'src/build')(from),
    may: ({ to }) => !under('tests')(to) && to !== 'unknown',
  },
]

const brokenArrows = (source: Source): string[] =>
  importsOf(source).flatMap(i =>
    arrows
      .filter(arrow => arrow.of(source.path) && !arrow.may(i, source.path))
      .map(arrow => `${i.at} imports ${i.to}: ${arrow.says}`),
  )

/** The words that the product's paths are made of, with those that the contract keeps for later. */
const words = [
  ...new Set(
    Object.values(paths)
      .flatMap(path => (typeof path === 'object' ? Object.values(path) : [path]))
      .map(path => (typeof path === 'string' ? path : (path as (...all: string[]) => string)(':a', ':b')))
      .flatMap(path => path.split('/'))
      .filter(word => /^\w[\w.-]*$/.test(word)),
  ),
  'assets',
  'endorsement',
  'record',
  'embed',
  'auth',
  'moderation',
  'webhooks',
  'help',
]
const pathOfProduct = new RegExp(
  `(?<![\\w.-])/(?:${words.map(word => word.replaceAll('.', '\\.')).join('|')})(?![\\w-])`,
)
const verbs = ['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'on', 'basePath', 'mount', 'redirect']

/** Paths of the product that are written out: as a text, as a route's pattern, as a link. */
function writtenPaths(source: Source): string[] {
  if (source.path === 'src/paths.ts' || under('src/dev', 'src/build')(source.path)) return []
  const found = new Set<string>()
  const add = (node: Node, text: string) => found.add(`${place(source, node)} writes ${JSON.stringify(text)}`)
  visit(source.tree, node => {
    if (/^(Import|Export)\w*Declaration$/.test(node.type) && isNode(node.source)) return false
    const cooked = node.type === 'TemplateElement' ? (node.value as { cooked: string }).cooked : literal(node)
    if (cooked !== null && pathOfProduct.test(cooked.replace(/^\/:\w+(?=\/)/, ''))) add(node, cooked)

    const callee = node.callee
    if (node.type === 'CallExpression' && isNode(callee) && callee.type === 'MemberExpression') {
      const verb = isNode(callee.property) ? String(callee.property.name) : ''
      const [first] = nodesIn(node.arguments)
      const pattern = literal(first)
      if (first && verbs.includes(verb) && pattern?.startsWith('/')) add(first, pattern)
    }
    if (node.type === 'JSXAttribute' && isNode(node.name)) {
      const link = literal(node.value)
      if (/^(href|action|src)$/.test(String(node.name.name)) && link?.startsWith('/')) add(node, link)
    }
  })
  return [...found]
}

const io = [
  'fetch',
  'process',
  'console',
  'WebSocket',
  'XMLHttpRequest',
  'caches',
  'globalThis',
  'Date',
  'crypto',
]

/** What a file does with the world: a mail's text is made of its props and of nothing else. */
function worldlyNames(source: Source): string[] {
  const found: string[] = []
  visit(source.tree, node => {
    if (node.type.startsWith('TS')) return false
    if (node.type === 'Identifier' && io.includes(String(node.name))) {
      found.push(`${place(source, node)} uses ${String(node.name)}`)
    }
  })
  return found
}

const sources = readSources('src', 'emails')

describe('the house as it stands', () => {
  it('is all read', () => {
    const files = globSync('{src,emails}/**/*.{ts,tsx}', { cwd: new URL('../..', import.meta.url) })
    const own = files.map(file => file.replaceAll('\\', '/')).filter(file => !file.endsWith('.d.ts'))
    expect(sources.map(({ path }) => path)).toEqual(own.sort())
    // As lines, which the formatter makes all alike.
    const written = /^(?:import|export|\})[^'\n]* from '[^']+'$|^import '[^']+'$/gm
    const short = sources.filter(
      source => importsOf(source).length < (source.text.match(written)?.length ?? 0),
    )
    expect(short.map(({ path }) => path)).toEqual([])
    const lines = sources.flatMap(({ text }) => text.match(written) ?? [])
    expect(lines.length).toBeGreaterThan(sources.length)
  })

  it('has an explicit file behind every import of its own', () => {
    const lost = sources
      .flatMap(importsOf)
      .filter(({ to }) => /^(src|emails|\.\.?)\//.test(to))
      .filter(({ to }) => !existsSync(new URL(`../../${to}`, import.meta.url)))
    expect(lost).toEqual([])
  })

  it('holds the arrows', () => {
    expect(sources.flatMap(brokenArrows)).toEqual([])
  })

  it('has a line in rooms.ts for every room, and none for a room that does not exist', () => {
    const folders = readdirSync(new URL('../../src', import.meta.url))
    expect(Object.keys(mayKnow).sort()).toEqual([...folders, 'emails'].sort())
    const known = new Set([...Object.values(mayKnow).flat(), ...Object.keys(doors)])
    expect([...known].filter(room => !(room in mayKnow))).toEqual([])
    const open = Object.values(doors).flatMap(of => Object.values(of).flat())
    const lost = open.filter(
      door => !existsSync(new URL(`../../${door.replace(/^type /, '')}`, import.meta.url)),
    )
    expect(lost).toEqual([])
  })

  it('has no line in rooms.ts that nothing needs', () => {
    const all = sources.flatMap(source => importsOf(source).map(i => ({ ...i, from: roomOf(source.path) })))
    const used = new Set(all.map(({ from, to }) => `${from} ${roomOf(to)}`))
    const lines = Object.entries(mayKnow).flatMap(([room, others]) => {
      const hasBasics = basics.every(basic => others.includes(basic))
      return others.filter(other => !(hasBasics && basics.includes(other))).map(other => `${room} ${other}`)
    })
    expect(lines.length).toBeGreaterThan(Object.keys(mayKnow).length)
    expect(lines.filter(line => !used.has(line))).toEqual([])

    // A door for types that more than types goes through would be refused above.
    const entered = new Set(all.map(({ from, to, typeOnly }) => `${from} ${typeOnly ? 'type ' : ''}${to}`))
    const open = Object.values(doors).flatMap(of =>
      Object.entries(of).flatMap(([room, files]) => files.map(file => `${room} ${file}`)),
    )
    expect(open.filter(door => !entered.has(door))).toEqual([])
  })

  it('has no circle of files, of types either, and none of rooms', () => {
    const files = new Map(
      sources.map(source => [source.path, new Set(importsOf(source).map(({ to }) => to))]),
    )
    expect(circlesOf(files)).toEqual([])
    const rooms = new Map<string, Set<string>>()
    for (const source of sources) {
      const room = roomOf(source.path)
      // What is given from outside names the types of rooms that take it.
      if (room === null || /\.ts$/.test(room)) continue
      const others = importsOf(source).flatMap(({ to }) => roomOf(to) ?? [])
      rooms.set(room, new Set([...(rooms.get(room) ?? []), ...others.filter(other => other !== room)]))
    }
    expect(circlesOf(rooms)).toEqual([])
  })

  it('bundles for the Worker: what the entry reaches, by however many steps, needs no machine', () => {
    const byPath = new Map(sources.map(source => [source.path, source]))
    const reached = new Set<string>()
    const reach = (path: string) => {
      const source = byPath.get(path)
      if (!source || reached.has(path)) return
      reached.add(path)
      for (const { to, typeOnly } of importsOf(source)) if (!typeOnly) reach(to)
    }
    reach('src/worker.ts')
    expect([...reached].filter(mayTouchTheMachine)).toEqual([])
    expect(reached.size).toBeGreaterThan(50)
  })

  it('writes no path of the product but in paths.ts', () => {
    expect(sources.flatMap(writtenPaths)).toEqual([])
  })

  it('lets mails do nothing but write', () => {
    expect(sources.filter(({ path }) => under('emails')(path)).flatMap(worldlyNames)).toEqual([])
  })
})

it('a circle is found, however long, and a chain is none', () => {
  const graph = (...arrows: [string, string][]) => {
    const map = new Map(arrows.flat().map(member => [member, new Set<string>()]))
    for (const [from, to] of arrows) map.get(from)?.add(to)
    return circlesOf(map)
  }
  expect(graph(['a', 'b'], ['b', 'c'], ['a', 'c'])).toEqual([])
  expect(graph(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd'])).toEqual([['a', 'b', 'c']])
  expect(graph(['a', 'b'], ['b', 'a'], ['c', 'd'], ['d', 'c'], ['a', 'c'])).toHaveLength(2)
})

describe('a made-up file', () => {
  const importing = (path: string, text: string) => brokenArrows(parse(path, text))

  it.each([
    ['src/domain/x.ts', `import { z } from 'zod'`],
    ['src/domain/x.ts', `import type { Database } from '../storage/client.ts'`],
    ['src/domain/x.ts', `export { paths } from '../paths.ts'`],
    ['src/domain/x.ts', `export * from '../i18n/index.ts'`],
    ['src/domain/x.ts', `import '../log.ts'`],
    ['src/domain/x.ts', `import\n  // from here\n  { describeError }\nfrom "../log.ts"`],
    ['src/domain/x.ts', `type Log = import('../log.ts').Log`],
    ['src/domain/x.ts', 'const log = await import(`../log.ts`)'],
    ['src/storage/x.ts', `import { describeError } from '../log.ts'`],
    ['src/storage/x.ts', `import { oweMail } from '../mail/owe.ts'`],
    ['src/ui/x.tsx', `import { organisationKey } from '../domain/organisation.ts'`],
    ['src/ui/x.tsx', `import { type Names } from '../domain/organisation.ts'`],
    ['src/ui/x.tsx', `import { type Names, organisationKey } from '../domain/organisation.ts'`],
    ['src/ui/x.tsx', `import type { PublicStatement } from '../storage/public-statements.ts'`],
    ['src/ui/x.tsx', `import { listPage } from '../signatories/list.ts'`],
    ['src/ui/x.tsx', `import { marked } from 'marked'`],
    ['src/ui/x.tsx', `import { statementFiles } from '../statements/files.ts'`],
    ['src/i18n/x.ts', `import { paths } from '../paths.ts'`],
    ['emails/x.tsx', `import { paths } from '../src/paths.ts'`],
    ['emails/x.tsx', `import type { Message } from '../src/mail/mailer.ts'`],
    ['emails/x.tsx', `import { createHash } from 'node:crypto'`],
    ['src/endorsements/x.ts', `import { listPage } from '../signatories/list.ts'`],
    ['src/endorsements/x.ts', `import type { ListPage } from '../signatories/list/search-list.ts'`],
    ['src/held/x.ts', `import { renderListPage } from '../signatories/list/list-page.tsx'`],
    ['src/held/x.ts', `import { paths } from '../paths.ts'`],
    ['src/http/x.ts', `import { answerOnce } from '../held/answer-once.ts'`],
    ['src/export/x.ts', `import { buildOnce } from '../build/build.ts'`],
    ['src/build/x.ts', `import { createApp } from '../app.ts'`],
    ['src/formats/x.ts', `import { utcDate } from '../domain/endorsement.ts'`],
    ['src/ui/x.tsx', `import { textHash } from '../statements/sync.ts'`],
    ['src/endorsements/x.ts', `const { approve } = await import('../moderation/decide.ts')`],
    ['src/moderation/x.ts', `import { createMailer } from '../mail/mailer.ts'`],
    ['src/moderation/x.ts', `import { type Message, createMailer } from '../mail/mailer.ts'`],
    ['src/moderation/x.ts', `import { deliverDue } from '../mail/deliver.ts'`],
    ['src/mail/x.ts', `import { confirm } from '../endorsements/confirm.ts'`],
    ['src/http/x.ts', `import { readFile } from 'node:fs/promises'`],
    ['src/http/x.ts', `import { readFileSync } from 'fs'`],
    ['src/app.ts', `const { join } = require('node:path')`],
    ['src/worker.ts', `import { startLocal } from './dev/local.ts'`],
    ['src/deploy/deploy.ts', `import { startLocal } from '../dev/local.ts'`],
    ['src/moderation/request/decide.ts', `import { parseArgs } from 'node:util'`],
    ['src/app.ts', `import { freshDatabase } from '../tests/support/database.ts'`],
    ['src/app.ts', 'const page = await import(name)'],
  ])('breaks an arrow: %s: %s', (path, text) => {
    expect(importing(path, text)).not.toEqual([])
  })

  it.each([
    ['src/domain/x.ts', `import { createHash } from 'node:crypto'\nimport { ok } from './result.ts'`],
    ['src/domain/x.ts', `// import { z } from 'zod'\nconst text = "import { z } from 'zod'"`],
    ['src/storage/x.ts', `import { eq } from 'drizzle-orm'\nimport postgres from 'postgres'`],
    ['src/ui/x.tsx', `import type { Names } from '../domain/organisation.ts'`],
    ['src/endorsements/x.ts', `import { oweMail } from '../mail/owe.ts'`],
    ['src/moderation/x.ts', `import type { Message } from '../mail/mailer.ts'`],
    ['src/endorsements/x.ts', `import { findEndorsement } from '../storage/endorsements.ts'`],
    ['src/node.ts', `import { startLocal } from './dev/local.ts'`],
    ['src/deploy/deploy.ts', `import { fileURLToPath } from 'node:url'`],
    ['src/auth/cli.ts', `import { parseArgs } from 'node:util'`],
  ])('breaks none: %s: %s', (path, text) => {
    expect(importing(path, text)).toEqual([])
  })

  it.each([
    `app.get('/api/statements', answer)`,
    `app.use('/about', answer)`,
    `if (path.startsWith('/api/')) answer()`,
    'const link = `${origin}/${lang}/confirm/${token}`',
    'const link = `/${lang}/${slug}/endorse`',
    `const link = origin + "/health"`,
    `c.redirect('/en/forcible-expulsion')`,
    `const page = <a href="/en">English</a>`,
    `const page = <form action="/en/x/endorse" />`,
  ])('writes a path: %s', text => {
    expect(writtenPaths(parse('src/http/x.tsx', text))).toHaveLength(1)
  })

  it.each([
    `import { request } from '../endorsements/request.ts'\nexport * from './confirm/x.ts'`,
    `app.get(paths.site.health, answer).route('/', other)`,
    `const file = new URL('../statements/x.md', import.meta.url)`,
    `const name = 'endorse'; const words = 'read/endorse-d'; held.get('json')`,
    `const page = <a href="#signatories">x</a>`,
  ])('writes none: %s', text => {
    expect(writtenPaths(parse('src/http/x.tsx', text))).toEqual([])
  })

  it.each(['await fetch(url)', 'const now = new Date()', 'process.env.X', 'console.log(1)'])(
    'of a mail meets the world: %s',
    text => {
      expect(worldlyNames(parse('emails/x.tsx', text))).toHaveLength(1)
    },
  )
})
