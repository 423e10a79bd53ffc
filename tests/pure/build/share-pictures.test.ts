import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { makeFiles } from '../../../src/build/files.ts'
import { readPng, writePng } from '../../../src/build/png.ts'
import { genericWords, shareLabels, shareWords } from '../../../src/build/share-words.ts'
import { textIn, titleAndBody } from '../../../src/domain/statement.ts'
import { languages } from '../../../src/i18n/index.ts'
import { statementFiles } from '../../../src/statements/files.ts'
import { assets, sharePicture } from '../../../src/ui/assets.ts'
import { pictureSize } from '../../../src/ui/share-meta.tsx'

const each = statementFiles.flatMap(statement =>
  languages.map(lang => ({ statement, lang, slug: statement.slug })),
)

const made = await makeFiles()
const bytesAt = (url: string) =>
  Buffer.from(made.find(({ file }) => file === assets.get(url)?.file)?.body ?? '')

const neutral: Record<string, string> = {
  en: 'A joint statement',
  be: 'Сумесная заява',
  ru: 'Совместное заявление',
}

describe.each(each)('the picture of $slug, in $lang', ({ statement, lang, slug }) => {
  const file = readFileSync(new URL(`../../../src/statements/${slug}/share.${lang}.png`, import.meta.url))
  const { width, height, data, palette, text } = decode(file, { checkCrc: true })

  it('shows the title as it is now; otherwise `npm run share-pictures` draws it anew', () => {
    const titles = languages.flatMap(language => {
      const markdown = statement.texts[language]
      return markdown === undefined ? [] : [{ language, ...titleAndBody(markdown) }]
    })
    const { title } = statement.readersInDanger
      ? { title: neutral[lang] ?? '' }
      : textIn(titles, lang, statement.defaultLanguage)
    expect(text['Title SHA-256']).toBe(createHash('sha256').update(title, 'utf8').digest('hex'))
    expect(text).toEqual(shareLabels(shareWords(statement, lang)))
  })

  it('is 1200 × 630 and small, and its pixels are whole', () => {
    expect({ width, height }).toEqual(pictureSize)
    expect(file.length).toBeLessThan(60_000)
    expect(palette).toHaveLength(24)
    expect(data).toHaveLength(width * height)
  })

  it('is served under the hash of its bytes', () => {
    const { path: url, isOwn } = sharePicture(slug, lang)
    expect(isOwn).toBe(true)
    expect(url).toContain(createHash('sha256').update(file).digest('hex').slice(0, 10))
    expect(assets.get(url)?.type).toBe('image/png')
    expect(file.equals(bytesAt(url))).toBe(true)
  })
})

describe.each(languages)('the picture of what has none of its own, in %s', lang => {
  const file = readFileSync(new URL(`../../../src/ui/share/${lang}.png`, import.meta.url))
  const { width, height, text } = decode(file, { checkCrc: true })

  it('says the words as they are now; otherwise `npm run share-pictures` draws it anew', () => {
    expect(text).toEqual(shareLabels(genericWords(lang)))
    expect({ width, height }).toEqual(pictureSize)
    expect(file.length).toBeLessThan(60_000)
  })

  it('is that of a statement from the desk, and of the site’s own pages', () => {
    const { path, isOwn } = sharePicture('from-the-desk', lang)
    expect(isOwn).toBe(false)
    expect(sharePicture(null, lang).path).toBe(path)
    expect(file.equals(bytesAt(path))).toBe(true)
  })

  it('says nothing of any statement', () => {
    const { eyebrow, title, note } = genericWords(lang)
    for (const { statement } of each)
      for (const markdown of Object.values(statement.texts)) {
        const words = titleAndBody(markdown)
          .title.split(' ')
          .filter(word => word.length > 4)
        for (const word of words) expect(`${eyebrow} ${title} ${note}`).not.toContain(word)
      }
  })
})

describe('what a picture says of itself', () => {
  const statement = { defaultLanguage: 'en', texts: { en: '# A title\n\nText.\n' } } as const
  const labels = shareLabels(shareWords(statement, 'be'))

  it.each([
    ['another title', { ...statement, texts: { en: '# A titlé\n\nText.\n' } }, 'be'],
    ['another language', statement, 'ru'],
    ['readers in danger', { ...statement, readersInDanger: true }, 'be'],
    ['a translation', { ...statement, texts: { ...statement.texts, be: '# A title\n\nТэкст.\n' } }, 'be'],
  ] as const)('differs for %s', (_, other, lang) => {
    expect(shareLabels(shareWords(other, lang))).not.toEqual(labels)
  })

  it('does not differ for another text under the same title', () => {
    const edited = { ...statement, texts: { en: '# A title\n\nAnother text.\n' } }
    expect(shareLabels(shareWords(edited, 'be'))).toEqual(labels)
  })
})

describe('a picture with a palette', () => {
  const rgb = Uint8Array.from([0, 0, 0, 255, 255, 255, 0, 0, 0, 250, 250, 250, 255, 255, 255, 9, 9, 9])

  it('has its size and texts, and each pixel in the nearest of its colours', () => {
    const png = writePng({ width: 3, height: 2, rgb }, 2, { Title: 'x', Language: 'be' })
    expect(decode(png)).toMatchObject({
      width: 3,
      height: 2,
      palette: [
        [0, 0, 0],
        [255, 255, 255],
      ],
      data: Uint8Array.from([0, 1, 0, 1, 1, 0]),
      text: { Title: 'x', Language: 'be' },
    })
  })

  it('is not read as one in full colour', () => {
    expect(() => readPng(writePng({ width: 3, height: 2, rgb }, 2, {}))).toThrow('plain')
    expect(() => readPng(Buffer.from('GIF89a'))).toThrow('not a PNG')
  })
})
