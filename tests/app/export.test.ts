import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textHash } from '../../src/domain/statement.ts'
import { exportSite } from '../../src/export/export-site.ts'
import { languages } from '../../src/i18n/index.ts'
import { approve } from '../../src/moderation/request/decide.ts'
import { paths } from '../../src/paths.ts'
import { answerSchemas } from '../../src/signatories/formats/answer-schemas.ts'
import { connect } from '../../src/storage/client.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { freezeDue } from '../../src/sweep/freeze-due.ts'
import { endorsementRow } from '../support/rows.ts'
import {
  addModerator,
  ask,
  askAndConfirm,
  asking,
  openScene,
  type Scene,
  slug,
  testEnv,
} from '../support/scene.ts'

const origin = testEnv.PUBLIC_URL
const canary = 'canary-of-a-person'
const hostile = '</main><a href="/moderation">]]> & \'Форум\' "x"'
const newText = '# A new title\n\nText with “quotes” & <tags>.\n'
const person = { representative: `${canary} A`, role: `${canary} B`, email: `${canary}@example.org` }
/** All that a mirror's operator is asked for: no key. */
const env = { PUBLIC_URL: origin, MAIL_FROM: testEnv.MAIL_FROM }

let scene: Scene
let home: string
let reader: ReturnType<typeof connect>
const day = new Date('2030-03-05T10:00:00Z')

const write = (folder: string, now = day) =>
  exportSite({ env, publicDb: reader.db, now: () => now, log: scene.deps.log }, join(home, folder))

/** Every file of a folder by its path with slashes. */
async function readAll(folder: string): Promise<Map<string, Buffer>> {
  const root = join(home, folder)
  const names = await readdir(root, { recursive: true, withFileTypes: true })
  const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const read = files.map(async file => [file.slice(root.length + 1), await readFile(file)] as const)
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const pagesOf = (files: Map<string, Buffer>) =>
  [...files].filter(([file]) => file.endsWith('.html')).map(([file, body]) => [file, String(body)] as const)

/** What a page's tags lead to, each with its tag. */
const linksOf = (html: string) =>
  [...html.matchAll(/<\w+\s[^<>]*>/g)].flatMap(([tag]) =>
    [...tag.matchAll(/\s(?:href|src|action|formaction)="([^"]*)"/g)].map(([, to = '']) => ({
      tag,
      to: to.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    })),
  )

let files: Map<string, Buffer>
let withheldId = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'countersign-export-'))
  scene = await openScene()
  reader = connect(scene.database.public, 2)
  const moderatorId = await addModerator(scene)
  const listed = async (name: string) => {
    const { id } = await askAndConfirm(scene, asking({ name, contact: person }))
    // A person has one open request a statement: the next one comes when this is decided.
    await approve(scene.deps, { id, revision: 2, moderator: moderatorId })
  }
  await listed(hostile)
  await ask(scene, asking({ name: `Unconfirmed ${canary}` }))
  const withheld = await askAndConfirm(scene, asking({ name: `Withheld ${canary}`, nameWithheld: true }))
  await approve(scene.deps, { id: withheld.id, revision: 2, moderator: moderatorId })
  withheldId = withheld.id
  await askAndConfirm(scene, asking({ name: `Pending ${canary}` }))
  const { sql } = scene.database
  const more = Array.from({ length: 110 }, () => endorsementRow('approved'))
  await sql`INSERT INTO endorsements ${sql(more)}`
  await sql`INSERT INTO statement_versions VALUES (${slug}, 2, 'editorial', ${textHash(newText)}, now())`
  await sql`INSERT INTO statement_texts VALUES (${slug}, 2, 'en', 'A new title', ${newText}, ${textHash(newText)})`
  await sql`UPDATE statements SET revision = revision + 1`
  await write('copy')
  files = await readAll('copy')
})
afterAll(async () => {
  await reader.end()
  await scene.close()
  await rm(home, { recursive: true, force: true })
})

describe('a copy of the site', () => {
  it('has every public page in each language, the lists, the texts and what they look like', () => {
    for (const lang of languages) {
      const { page, document, embed } = paths.statement
      for (const address of [page, paths.list.page, document, embed].map(path => path(lang, slug)))
        expect(files.has(`${address.slice(1)}/index.html`), address).toBe(true)
      expect(files.has(`${lang}/${slug}/v/1/index.html`)).toBe(true)
      for (const page of ['help', 'help/criteria', 'help/safety', 'privacy'] as const)
        expect(files.has(`${lang}/${page}/index.html`)).toBe(true)
    }
    const named = [
      'index.html',
      'robots.txt',
      'sitemap.xml',
      'api/openapi.json',
      'api/statements.json',
      'SHA256SUMS',
    ]
    const lists = ['json', 'csv', 'atom', 'be.atom', 'ru.atom'].map(
      end => `api/statements/${slug}/signatories.${end}`,
    )
    for (const file of [...named, ...lists]) expect(files.has(file), file).toBe(true)
    const ends = [...files.keys()].filter(file => file.startsWith('assets/')).map(file => posix.extname(file))
    expect(new Set(ends)).toEqual(new Set(['.css', '.woff2', '.svg', '.png']))
  })

  it('has every name, on the list, on its pages, in each file, and a page of its own', () => {
    const { signatories, count, withheld, next } = answerSchemas.SignatoryPage.parse(
      JSON.parse(String(files.get(`api/statements/${slug}/signatories.json`))),
    )
    expect([signatories.length, next]).toEqual([count, null])
    expect([count, withheld]).toEqual([11 + 1 + 110, 1])
    for (const [file, body] of files) expect(body.includes(withheldId), file).toBe(false)
    expect(String(files.get(`en/${slug}/index.html`))).toContain('and 1 organisation whose name is withheld')
    const list = new RegExp(`^en/${slug}/signatories/(after-[^/]+/)?index.html$`)
    const onPages = pagesOf(files).flatMap(([file, html]) => (list.test(file) ? html : []))
    expect(onPages).toHaveLength(3)
    for (const html of [onPages.join(), String(files.get(`en/${slug}/document/index.html`))])
      expect(new Set([...html.matchAll(/id="s-([0-9a-f-]{36})"/g)].map(([, id]) => id))).toEqual(
        new Set(signatories.map(({ id }) => id)),
      )
    for (const { id } of signatories)
      for (const lang of languages)
        expect(files.has(`${lang}/${slug}/signatories/${id}/index.html`)).toBe(true)
  })

  /** The line that says what a page is, and the page without it. */
  const apart = (html: string) => {
    const [line = '', note = ''] =
      /<div class="notice info">(.*?)<\/div>/.exec(html.split(/<main[^>]*>/)[1] ?? '') ?? []
    return { note, rest: html.replace(line, '') }
  }

  it('leads nowhere but into itself, to other sites, and by name to the live one', () => {
    const astray: string[] = []
    for (const [file, html] of pagesOf(files)) {
      for (const { tag, to } of linksOf(apart(html).rest)) {
        if (to.startsWith('#') || to.startsWith('mailto:')) continue
        if (!/^https?:/.test(to)) {
          const [path = ''] = to.split('#')
          if (tag.startsWith('<form') || !files.has(posix.join(posix.dirname(file), path)))
            astray.push(`${file}: ${tag}`)
        } else if (to.startsWith(origin)) {
          const isForMachines = /^<link [^>]*(rel="canonical"|hreflang=)/.test(tag)
          const isAsked = /\/endorse$|\?/.test(to) || tag.startsWith('<form')
          if (!isForMachines && !isAsked) astray.push(`${file}: ${tag}`)
        }
      }
    }
    expect(astray).toEqual([])
  })

  it('says on each page that it is a copy, of when, with the way to the live page, and runs no script', () => {
    for (const [file, html] of pagesOf(files)) {
      const { note, rest } = apart(html)
      expect(note, file).toMatch(/^<p>[^<]* 2030/)
      const path = file.replace(/^index\.html$|^\w\w\/index\.html$/, '').replace(/\/index\.html$/, '')
      const address = path.replace('/after-', '?after=')
      expect(
        linksOf(note).map(({ to }) => to),
        file,
      ).toEqual([`${origin}/${address}`])
      expect(
        rest.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, ''),
        file,
      ).not.toContain('<script')
    }
  })

  it('keeps a hostile name text', () => {
    const [, html = ''] = pagesOf(files).find(([file]) => file === `en/${slug}/document/index.html`) ?? []
    expect(html).toContain('&lt;/main&gt;&lt;a href=&quot;/moderation&quot;&gt;]]&gt; &amp; &#39;Форум&#39;')
  })

  it('has nothing of anybody who is not public', () => {
    for (const [file, body] of files) expect(body.includes(canary), file).toBe(false)
  })

  it('has each text byte for byte as its hash says, and the hash of every file', async () => {
    const sums = String(files.get('SHA256SUMS')).trimEnd().split('\n')
    expect(sums.map(line => line.slice(66))).toEqual([...files.keys()].filter(file => file !== 'SHA256SUMS'))
    for (const line of sums) {
      const body = files.get(line.slice(66)) ?? ''
      expect(line.slice(0, 64), line).toBe(createHash('sha256').update(body).digest('hex'))
    }
    const statement = answerSchemas.Statement.parse(
      JSON.parse(String(files.get(`api/statements/${slug}.json`))),
    )
    expect(statement.versions.map(({ version }) => version)).toEqual([2, 1])
    for (const { version, sha256 } of statement.versions)
      expect(sums).toContain(`${sha256}  en/${slug}/v/${version}.md`)
  })

  it('is the same to the byte when nothing has changed, but for the day', async () => {
    await write('again')
    const again = await readAll('again')
    expect([...again].filter(([file, body]) => !files.get(file)?.equals(body)).map(([file]) => file)).toEqual(
      [],
    )
    expect([...again.keys()]).toEqual([...files.keys()])

    await write('again', new Date('2030-03-06T10:00:00Z'))
    const dayless = (text: string) =>
      text.replaceAll(/\b[56](?=(&nbsp;|\s)(March|сакавіка|марта))|2030-03-0[56]/g, 'D')
    for (const [file, body] of await readAll('again')) {
      if (file === 'SHA256SUMS') continue
      expect(dayless(String(body)), file).toBe(dayless(String(files.get(file))))
    }
  })
})

describe('the folder', () => {
  it('is replaced by a later copy, and nothing stays beside it', async () => {
    await write('later')
    await write('later', new Date('2030-04-01T10:00:00Z'))
    expect(String((await readAll('later')).get('copy.json'))).toContain('2030-04-01')
    expect((await readdir(home)).filter(name => name.startsWith('later'))).toEqual(['later'])
  })

  it.each([
    ['a file of somebody', async (at: string) => writeFile(join(at, 'thesis.txt'), 'mine')],
    [
      'files of somebody and their sums',
      async (at: string) => {
        await writeFile(join(at, 'thesis.txt'), 'mine')
        await writeFile(
          join(at, 'SHA256SUMS'),
          `${createHash('sha256').update('mine').digest('hex')}  thesis.txt\n`,
        )
      },
    ],
    [
      'a copy with a file of somebody in it',
      async (at: string) => {
        await rm(at, { recursive: true })
        await write('foreign')
        await writeFile(join(at, 'CNAME'), 'mine')
      },
    ],
  ])('with %s in it is refused and left as it was', async (_, fill) => {
    const at = join(home, 'foreign')
    await rm(at, { recursive: true, force: true })
    await mkdir(at)
    await fill(at)
    const before = await readAll('foreign')
    await expect(write('foreign')).rejects.toThrow(/^\S+ (is not empty|has a file)/)
    expect(await readAll('foreign')).toEqual(before)
    expect((await readdir(home)).filter(name => name.startsWith('foreign'))).toEqual(['foreign'])
  })

  it('stays as it was where the site cannot be read', async () => {
    await write('kept')
    const gone = connect('postgres://nobody:x@127.0.0.1:1/none', 1)
    const world = { env, publicDb: gone.db, now: () => day, log: scene.deps.log }
    await expect(exportSite(world, join(home, 'kept'))).rejects.toThrow()
    await gone.end()
    expect(await readAll('kept')).toEqual(files)
  })
})

describe('a copy of a statement that has closed', () => {
  it('has its final list: the page, its bytes and its names, and the links to them', async () => {
    const { deps, database } = scene
    await database.sql`UPDATE statements SET closes_at = ${deps.now()}, revision = revision + 1`
    scene.moveClock(1)
    await freezeDue(deps, 1)
    await write('closed')
    const closed = await readAll('closed')
    const { sha256, count } = (await readStatement(deps.publicDb, slug))?.final ?? {}
    const bytes = closed.get(`api/statements/${slug}/final.json`) ?? ''
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    expect(closed.has(`api/statements/${slug}/final-names.json`)).toBe(true)
    for (const lang of languages) {
      const html = String(closed.get(`${lang}/${slug}/final/index.html`))
      expect(html).toContain(sha256)
      expect(html.match(/<li value="\d+"/g)).toHaveLength(count ?? 0)
      for (const file of ['final.json', 'final-names.json'])
        expect(html).toContain(`href="../../../api/statements/${slug}/${file}"`)
      expect(String(closed.get(`${lang}/${slug}/index.html`))).toContain('href="final/index.html"')
    }
  })
})
