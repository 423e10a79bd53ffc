import { describe, expect, it } from 'vitest'
import { isMarkupTame } from '../../../../src/domain/markup-limits.ts'
import { markdownToHtml } from '../../../../src/signatories/statement/markdown.ts'
import { statementFiles } from '../../../../src/statements/files.ts'

const longest = 60_000
const fill = (piece: string, length = longest) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
const words = 'A plain sentence of a statement, as people write it. '
const prose = fill(`${words}With [a link](https://example.org/a) and *a word*.\n\n`)

/** What a parser repeats without end, each as long as a text may be. */
const pieces = {
  quotes: '>',
  'quotes with blanks': '> ',
  'quoted lines': '> a\n',
  'lazy quotes': '> a\nb\n',
  brackets: '[',
  'half links': '[a](',
  'half addresses': '[a](<b',
  'half titles': '[a](b "',
  links: '[a](https://e.org) ',
  pictures: '![a](https://e.org/p.png) ',
  'script links': '[a](javascript:alert(1)) ',
  references: '[a]: b\n',
  'loose references': '[a]: b\n\n',
  emphasis: '*a ',
  'mixed emphasis': '**_*__',
  'open emphasis': '**a *b ',
  underscores: '_a',
  ticks: '`',
  'half code': '`a',
  fences: '```\n',
  'half CDATA': '<![CDATA[',
  'half comments': '<!--',
  'half tags': '<a ',
  scripts: '<script>alert(1)</script>',
  addresses: '<https://a> ',
  'half mail addresses': '<a@',
  'list items': '- a\n',
  'loose list items': '- a\n\n',
  'lists in one another': '- ',
  'numbers in one another': '1. ',
  'quotes and lists': '> - ',
  rules: '***\n',
  headings: '# a\n',
  'underlined headings': 'a\n=\n',
  tables: '|a|\n|-|\n',
  paragraphs: 'a\n\n',
  'broken lines': 'a  \n',
  'empty lines': '\n',
  backslashes: '\\',
  entities: '&amp;',
  blanks: ' ',
  letters: 'a',
  'dotted letters': 'a.',
  'half letters': '\ud800',
}
const repeated = Object.entries(pieces).map(([name, piece]) => [name, fill(piece)] as const)
/** As much of it as is not too much, and then words: the dearest text that is still set. */
const bounded = Object.entries(pieces).map(([name, piece]) => {
  let length = longest
  const text = () => fill(piece, length) + fill(`\n\n${words}`, longest - length)
  while (length > 10 && !isMarkupTame(text())) length = Math.floor(length * 0.8)
  return [`${name}, as many as are set`, text()] as const
})
const shaped = [
  ['a tower of brackets', `${fill('[', 30_000)}${fill(']', 30_000)}`],
  ['a tower of emphasis', `${fill('*', 29_999)}a${fill('*', 30_000)}`],
  ['a reference bomb', `[a]: https://e.org/${fill('x', 30_000)}\n\n${fill('[a]', 29_000)}`],
  ['ticks of every length', Array.from({ length: 340 }, (_, length) => '`'.repeat(length)).join(' ')],
  ['ever deeper lists', Array.from({ length: 240 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n')],
  ['ever deeper lists by tabs', Array.from({ length: 340 }, (_, d) => `${'\t'.repeat(d)}- a`).join('\n')],
] as const

function timeOf(text: string): number {
  const start = performance.now()
  markdownToHtml(text)
  return performance.now() - start
}

/** Whether it is set in 50 ms, or, as a busy machine is slow with everything, in what some pages of prose take. */
const isQuick = (text: string): boolean =>
  Array.from({ length: 12 }).some(() => timeOf(text) < Math.max(50, 12 * timeOf(prose)))

describe('hostile Markdown', () => {
  it.each([...repeated, ...bounded, ...shaped])('%s takes about what prose takes', (_, text) => {
    const html = markdownToHtml(text)
    expect(html.length).toBeLessThan(8 * longest)
    expect(isQuick(text)).toBe(true)
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="alert(1)">b</b>',
    '<svg/onload=alert(1)>',
    '<!-- --><iframe src="//e.org"></iframe>',
    '[a](javascript:alert(1))',
    '[a](JAVASCRIPT:alert(1))',
    '[a](java&#10;script:alert(1))',
    '[a](vbscript:x)',
    '[a](data:text/html,<script>alert(1)</script>)',
    '<javascript:alert(1)>',
    '![a](https://e.org/p.png)',
    '![a](data:image/svg+xml;base64,AAAA)',
    '![a" onerror="alert(1)](x)',
    '[a](https://e.org/"onmouseover="alert(1))',
    '[a](//e.org)',
    '[a]\n\n[a]: javascript:alert(1)',
    '```"><script>\nx\n```',
    '# <script>alert(1)</script>',
  ])('%s becomes nothing that runs or loads', text => {
    const tags = markdownToHtml(text).match(/<[^>]*>/g) ?? []
    for (const tag of tags)
      expect(tag).toMatch(
        /^<\/?(?:p|br|em|strong|ul|ol|li|h[2-6]|pre|blockquote|hr|code(?: class="language-[^"<>]*")?|a href="(?:https?:\/\/|mailto:)[^"<>]*")>$|^<\/a>$/,
      )
  })
})

describe('Markdown as people write it', () => {
  it('keeps headings below the title, lists, quotes, emphasis and links', () => {
    const html = markdownToHtml(
      '# Title\n\n# One\n\n## Two\n\n- a\n- *b*\n\n> c\n\n[d](https://e.org) <https://f.org>\n',
    )
    expect(html).toBe(
      '<h2>One</h2>\n<h2>Two</h2>\n<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>\n<blockquote>\n<p>c</p>\n</blockquote>\n' +
        '<p><a href="https://e.org">d</a> <a href="https://f.org">https://f.org</a></p>\n',
    )
  })

  it('sets every text of the files', () => {
    for (const { texts, courtesy = {} } of statementFiles)
      for (const markdown of [...Object.values(texts), ...Object.values(courtesy).map(one => one.markdown)])
        expect(isMarkupTame(markdown)).toBe(true)
  })

  it('shows what is too entangled as it was typed, and long prose never', () => {
    expect(markdownToHtml(fill('>', 200))).toBe(`<p>${'&gt;'.repeat(200)}</p>\n`)
    expect(isMarkupTame(prose)).toBe(true)
  })
})
