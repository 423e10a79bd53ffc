// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates are in source texts, made up to be judged.
import { describe, expect, it } from 'vitest'
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

/** Where words for people go: attributes of elements, props of our components, and what is handed on as either. */
const worded =
  /^(title|label|heading|hint|placeholder|alt|aria-label|aria-description|legend|caption|eyebrow|dateline|note|text|description|optional|empty|error|message|summary|\w+Label|siteName)$/
const hasWord = (text: string) => /\p{L}/u.test(text)

/** The texts that an expression can come to: literals, also within `a && b`, `a ? b : c`, `a ?? b` and templates. */
function textsOf(node: unknown): { node: Node; text: string }[] {
  if (!isNode(node)) return []
  const text = literal(node)
  if (text !== null) return [{ node, text }]
  switch (node.type) {
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return textsOf(node.expression)
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : textsOf(node.left)), ...textsOf(node.right)]
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)]
    case 'BinaryExpression':
      return node.operator === '+' ? [...textsOf(node.left), ...textsOf(node.right)] : []
    case 'ArrayExpression':
      return nodesIn(node.elements).flatMap(textsOf)
    case 'TemplateLiteral':
      return [
        ...nodesIn(node.quasis).map(q => ({ node: q, text: (q.value as { cooked: string }).cooked })),
        ...nodesIn(node.expressions).flatMap(textsOf),
      ]
    default:
      return []
  }
}

/** Words that a page would show and that no catalogue has. */
const nameOf = (key: unknown): string => (isNode(key) ? String(key.name ?? key.value) : '')

function literalWords(source: Source): string[] {
  const found: string[] = []
  const add = (texts: { node: Node; text: string }[]) => {
    for (const { node, text } of texts) {
      if (hasWord(text)) found.push(`${place(source, node)} says ${JSON.stringify(text.trim())}`)
    }
  }
  visit(source.tree, node => {
    if (node.type === 'JSXText') add([{ node, text: String(node.value) }])
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of nodesIn(node.children)) add(textsOf(child))
    }
    // A <meta>'s or a <script>'s attributes speak to machines.
    const name = nameOf(node.type === 'JSXAttribute' ? node.name : node.key)
    if (/^(JSXAttribute|Property)$/.test(node.type) && worded.test(name)) add(textsOf(node.value))
  })
  return found
}

const pages = readSources('src', 'emails').filter(({ path }) => path.endsWith('.tsx'))

it('no page and no mail says a word that is not in the catalogue', () => {
  expect(pages.length).toBeGreaterThan(15)
  expect(pages.flatMap(literalWords)).toEqual([])
})

describe('a made-up page', () => {
  const wordsOf = (text: string) => literalWords(parse('src/x.tsx', text))

  it.each([
    'const page = <p>Thank you</p>',
    'const page = <p>Дзякуй</p>',
    'const page = <><b>{name}</b> signed</>',
    `const page = <p>{'Thank you'}</p>`,
    `const page = <p>{done && 'Thank you'}</p>`,
    `const page = <p>{done ? t('a') : 'Thank you'}</p>`,
    `const page = <p>{name ?? 'nobody'}</p>`,
    'const page = <p>{`${count} organisations`}</p>',
    `const page = <p>{count + ' organisations'}</p>`,
    `const page = <p>{['Thank you']}</p>`,
    'const page = <img alt="A dove" />',
    'const page = <nav aria-label="Languages" />',
    `const page = <input placeholder={'Your name'} />`,
    'const page = <abbr title={`by ${name}`}>{name}</abbr>',
    `const page = <TextField label="Your name" />`,
    `const page = <Notice heading={ok ? 'Done' : t('x')} />`,
    `const page = renderSite({ title: 'Thank you', path })`,
    `const page = <Facts items={[{ label: 'Version', value }]} />`,
    'const page = <AsideSection hint="Optional" />',
  ])('says a word: %s', text => {
    expect(wordsOf(text)).toHaveLength(1)
  })

  it.each([
    `const page = <p class="hint" id="main" lang="en">{t('form.sent.title')}</p>`,
    `const page = <p>{kind === 'stop' && t('x')} — … · 1</p>`,
    `const page = <p>{t(done ? 'a' : 'b')}</p>`,
    'const page = <title>{`${title} — ${name}`}</title>',
    `const page = <Notice kind="stop" heading={t('x')} />`,
    '// Thank you\nconst page = <p>{/* Thank you */}</p>',
    `const t = { title: t('x'), name: 'organisation' }`,
    'function Title({ title }: { title: string }) { return <h1>{title}</h1> }',
  ])('says none: %s', text => {
    expect(wordsOf(text)).toEqual([])
  })
})
