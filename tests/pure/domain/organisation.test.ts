import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { organisationKey, parseWebsite } from '../../../src/domain/organisation.ts'
import { hasDeceptiveCharacter, hasLetterOrDigit } from '../../../src/domain/text.ts'
import { tries } from '../../support/exhaustive.ts'
import { processorTime } from '../../support/processor-time.ts'

const codeOf = (character: string) =>
  `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
const apostrophes = [..."'`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋꞌꞋ＇｀՚׳❛❜\u0313\u0315"]
const hyphens = [...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u058a']

describe('organisationKey', () => {
  it.each([
    ['case', 'Human Constanta', 'HUMAN constanta'],
    ['spaces at the ends and in between', 'Human Constanta', '  Human   Constanta '],
    ['a no-break space', 'Human Constanta', 'Human\u00a0Constanta'],
    ['quotes', 'Human Rights Center “Viasna”', 'Human Rights Center "Viasna"'],
    ['guillemets', 'Праваабарончы цэнтр «Вясна»', 'Праваабарончы цэнтр Вясна'],
    ['low quotes', 'Праваабарончы цэнтр „Вясна“', "Праваабарончы цэнтр 'Вясна'"],
    ['hyphen and dash', 'Respect-Protect-Fulfill', 'Respect – Protect – Fulfill'],
    ['a full stop', 'Lawtrend', 'Lawtrend.'],
    ['Cyrillic case', 'ПРАВАВАЯ ІНІЦЫЯТЫВА', 'Прававая ініцыятыва'],
    ['ў in capitals', 'ЎЗАЕМАДАПАМОГА', 'ўзаемадапамога'],
    ['ў decomposed', 'Слоў', 'Слоу\u0306'],
    ['ё in capitals', 'ЁЛКА', 'ёлка'],
    ['ё decomposed', 'ёлка', 'е\u0308лка'],
    ['й decomposed', 'Мой', 'Мои\u0306'],
    ['full-width letters', 'Human Constanta', 'Ｈｕｍａｎ Ｃｏｎｓｔａｎｔａ'],
    ['a ligature', 'Office', 'Oﬃce'],
    ['a superscript', 'Group 2', 'Group ²'],
    ['Polish letters decomposed', 'Żółw', 'Z\u0307o\u0301łw'],
    ['half-width Katakana', 'アムネスティ', 'ｱﾑﾈｽﾃｨ'],
    ...apostrophes.map(one => [
      `an apostrophe that is ${codeOf(one)}`,
      'Сям’я і права',
      `Сям${one}я і права`,
    ]),
    ...['"', '”', '*'].map(one => [
      `a sign that a keyboard without an apostrophe has, ${codeOf(one)}`,
      'Сям’я і права',
      `Сям${one}я і права`,
    ]),
    ['the sign of a trade mark', 'Zebra Forum', 'Zebra™ Forum'],
    ['an apostrophe left out', 'Сям’я і права', 'Сямя і права'],
    ['an apostrophe at the end of a word', 'Lawyers’ Committee', 'Lawyersʼ Committee'],
    ['an apostrophe and the letter before it in one sign', 'ŉ Forum', "'n Forum"],
    ...hyphens.map(one => [`a hyphen that is ${codeOf(one)}`, 'Медыя-Цэнтр', `Медыя${one}Цэнтр`]),
    ['a soft hyphen', 'Медыяцэнтр', 'Медыя\u00adцэнтр'],
    ['joiners', 'خانهها', 'خانه\u200cها'],
    ['a variation selector', 'Цэнтр ❤', 'Цэнтр ❤\ufe0f'],
    ['initials with and without spaces', 'Solidarität e. V.', 'Solidarität e.V.'],
    ['initials with and without full stops', 'Solidarität e.V.', 'Solidarität eV'],
    ['initials, three', 'Člověk v tísni, o.p.s.', 'Člověk v tísni o. p. s.'],
    ['an abbreviation with its stop', 'г. Мінск', 'г.Мінск'],
    ['ß in capitals', 'Straße', 'STRASSE'],
    ['a Turkish i in capitals', 'İnsan Hakları', 'INSAN HAKLARI'],
    ['a final sigma in capitals', 'ΟΡΓΑΝΩΣΕΙΣ', 'Οργανωσεις'],
    ['an Arabic word made longer', 'حقوق', 'حقـــوق'],
    ['a Persian ی', 'الحرية', 'الحریة'],
    ['an ى without dots', 'امید', 'امىد'],
    ['a Persian ک', 'كرامة', 'کرامة'],
    ['ة and ه', 'مدرسة', 'مدرسه'],
    ['digits of Persian', '۱۲ مرد', '12 مرد'],
    ['digits of Arabic', '١٢ رجل', '12 رجل'],
    ['digits of India', 'मंच २', 'मंच 2'],
    ['digits whose row begins behind another row', 'Group 3', 'Group \u{116dd}'],
    ['letters in black circles', 'Green', '🅖🅡🅔🅔🅝'],
    ['letters in black squares', 'Green', '🅶🆁🅴🅴🅽'],
    ['a short and, with blanks', 'Rock n Roll', 'Rock ’n’ Roll'],
    ['a short and, without', 'Rock n Roll', 'rock’n’roll'],
    ['a short and with one apostrophe', 'Rock n Roll', 'Rock’n Roll'],
    ['a Greek breathing decomposed', '\u1f00ρχή', 'α\u0313ρχή'],
    ['an ideographic space', 'Human Constanta', 'Human\u3000Constanta'],
  ])('takes two spellings for one: %s', (_, one, other) => {
    expect(organisationKey(other)).toBe(organisationKey(one))
  })

  it.each([
    ['ё and е', 'ёлка', 'елка'],
    ['ў and у', 'Слоў', 'Слоу'],
    ['і and и', 'Ініцыятыва', 'Инициатива'],
    ['Belarusian and Russian', 'Вясна', 'Весна'],
    ['a digit', 'Group 1', 'Group 2'],
    ['quotation marks without a blank', 'ГА"Вясна"', 'ГАВясна'],
    ['an accent', 'Zolw', 'Żółw'],
    ['a space', 'Бел аруская', 'Беларуская'],
    ['one letter and a word', 'Plan B. Alpha', 'Plan BAlpha'],
    ['a look-alike across scripts, which is evidence and not a key', 'Viasna', 'V\u0456asna'],
  ])('keeps apart: %s', (_, one, other) => {
    expect(organisationKey(other)).not.toBe(organisationKey(one))
  })

  it('is what is stored: lower case, single spaces, no punctuation', () => {
    expect(organisationKey(' Human Rights Center “Viasna” ')).toBe('human rights center viasna')
    expect(organisationKey('ГА «Ёлка-Ў, №1»')).toBe('га ёлка ў no1')
    expect(organisationKey('“…” — !')).toBe('')
  })

  it('is its own key, and blind to case and space, for any text in the scripts at hand', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abyzABYZąćęłńóśźżĄĆĘŁабвгдеёжійўыэюяАБЁІЙЎЭЯ0123456789 «»“”-.’ʼ\u2011'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(letters, text => {
        const key = organisationKey(text)
        expect(organisationKey(key)).toBe(key)
        expect(organisationKey(text.toUpperCase())).toBe(key)
        expect(organisationKey(`  ${text.replaceAll(' ', ' \u00a0 ')}\u2003`)).toBe(key)
      }),
    )
  })

  it('is never empty for a name that the form accepts: the database refuses an empty key', () => {
    const without: string[] = []
    for (let point = 0; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point)
      if (!hasLetterOrDigit(character) || hasDeceptiveCharacter(character)) continue
      if (organisationKey(character) === '') without.push(point.toString(16))
    }
    expect(without).toEqual([])
  })
})

describe('parseWebsite', () => {
  it.each([
    ['https://example.org', 'https://example.org'],
    ['http://example.org', 'http://example.org'],
    ['https://example.org/', 'https://example.org'],
    ['example.org', 'https://example.org'],
    ['www.example.org/about', 'https://www.example.org/about'],
    ['example.org:8443', 'https://example.org:8443'],
    ['example.org:8443/x', 'https://example.org:8443/x'],
    ['https://example.org:443', 'https://example.org'],
    ['http://example.org:80/', 'http://example.org'],
    ['HTTPS://Example.ORG', 'https://example.org'],
    ['hTtPs://example.org/CaSe', 'https://example.org/CaSe'],
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['example.org?x=1', 'https://example.org/?x=1'],
    ['https://example.org/a:b@c', 'https://example.org/a:b@c'],
    ['https://a-b.example.co.uk', 'https://a-b.example.co.uk'],
    ['https://ex_ample.org', 'https://ex_ample.org'],
    ['https://example.org/../../x', 'https://example.org/x'],
    ['https://example.org/a%20b', 'https://example.org/a%20b'],
    [
      'https://web.archive.org/web/2020/https://example.org/',
      'https://web.archive.org/web/2020/https://example.org/',
    ],
    ['https://example.org/?next=https://example.net', 'https://example.org/?next=https://example.net'],
    ['https://example.org/a,b;c|d', 'https://example.org/a,b;c|d'],
    ['https://правозащита.бел', 'https://xn--80aaagzh3bfj0a9e.xn--90ais'],
    ['ПРАВОЗАЩИТА.БЕЛ', 'https://xn--80aaagzh3bfj0a9e.xn--90ais'],
    ['https://ё.рф', 'https://xn--61a.xn--p1ai'],
    ['https://xn--61a.xn--p1ai', 'https://xn--61a.xn--p1ai'],
    ['https://faß.de', 'https://xn--fa-hia.de'],
    ['https://пример.бел/пра-нас', 'https://xn--e1afmkfd.xn--90ais/%D0%BF%D1%80%D0%B0-%D0%BD%D0%B0%D1%81'],
    ['https://256.1.1.1.com', 'https://256.1.1.1.com'],
  ])('takes %s as %s', (typed, stored) => {
    expect(parseWebsite(typed)).toEqual({ ok: true, value: stored })
  })

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a script behind a host', 'javascript://example.org/%0Aalert(1)'],
    ['a script in mixed case', 'JaVaScRiPt:alert(1)'],
    ['a script that looks like a port', 'javascript:1/alert(1)'],
    ['a script with a tab in it', 'java\tscript:alert(1)'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['data that looks like a port', 'data:1'],
    ['vbscript', 'vbscript:msgbox(1)'],
    ['a blob', 'blob:https://example.org/1'],
    ['the source of a page', 'view-source:https://example.org'],
    ['ftp', 'ftp://example.org'],
    ['file', 'file:///etc/passwd'],
    ['mailto', 'mailto:info@example.org'],
    ['tel', 'tel:+37060000000'],
    ['about', 'about:blank'],
    ['a scheme without slashes', 'https:example.org'],
    ['a scheme with one slash', 'https:/example.org'],
    ['a scheme with three slashes', 'https:///example.org'],
    ['a scheme with backslashes', 'https:\\\\example.org'],
    ['a scheme with mixed slashes', 'https:/\\example.org'],
    ['only a scheme', 'https://'],
    ['an e-mail address', 'info@example.org'],
    ['a user', 'https://user@example.org'],
    ['a user and a password', 'https://user:secret@example.org'],
    ['only a password', 'https://:secret@example.org'],
    ['a host as the user', 'https://example.org@evil.test'],
    ['a host and a port as the user', 'https://example.org:443@evil.test'],
    ['an encoded user', 'https://example.org%40x@evil.test'],
    ['credentials without a scheme', 'user:123@example.org'],
    ['localhost', 'http://localhost'],
    ['localhost and a port', 'localhost:3000'],
    ['localhost with a dot', 'http://localhost.'],
    ['a host without a dot', 'https://intranet/'],
    ['two trailing dots', 'https://example.org..'],
    ['punycode of a control character', 'https://xn--a.org'],
    ['a host of a house', 'https://printer.local'],
    ['a host inside a company', 'https://wiki.internal'],
    ['only dots', 'https://...'],
    ['an empty label', 'https://example..org'],
    ['a leading dot', 'https://.example.org'],
    ['a leading hyphen', 'https://-example.org'],
    ['an IPv4 address', 'http://127.0.0.1'],
    ['an IPv4 address without a scheme', '10.0.0.1'],
    ['an IPv4 address and a port', '192.168.1.1:8080'],
    ['a short IPv4 address', 'http://127.1'],
    ['a decimal IPv4 address', 'http://2130706433'],
    ['a hexadecimal IPv4 address', 'http://0x7f000001'],
    ['an octal IPv4 address', 'http://0177.0.0.1'],
    ['a mixed IPv4 address', 'http://0x7f.0.0.1'],
    ['an IPv4 address in full-width digits', 'http://１２７.0.0.1'],
    ['an IPv4 address in circled digits', 'http://①②⑦.⓪.⓪.①'],
    ['an IPv4 address with a dot behind', 'http://127.0.0.1.'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data/'],
    ['an IPv6 address', 'http://[::1]'],
    ['an IPv6 address without a scheme', '[::1]'],
    ['an IPv4 address mapped to IPv6', 'http://[::ffff:127.0.0.1]'],
    ['a numeric last label', 'https://example.123'],
    ['a last label of one letter', 'https://example.o'],
    ['a port out of range', 'https://example.org:65536'],
    ['a port that is no number', 'https://example.org:port'],
    ['two addresses', 'https://example.org/ https://example.net/'],
    ['two addresses with a comma', 'https://example.org/,https://example.net/'],
    ['two addresses with a semicolon', 'https://example.org/;www.example.net'],
    ['two addresses without anything between', 'https://example.org/https://example.net/'],
    ['two addresses, the one the other’s host', 'https://example.orghttps://example.net'],
    ['white space in the path', 'https://example.org/a b'],
    ['a no-break space in the path', 'https://example.org/a\u00a0b'],
    ['a tab, which a URL drops', 'https://example.org/a\tb'],
    ['a line break, which a URL drops', 'https://exam\nple.org'],
    ['white space at the end', 'https://example.org '],
    ['a backslash behind the host', 'https://example.org\\@evil.test'],
    ['a backslash in the path', 'https://example.org/a\\b'],
    ['a backslash in a parameter', 'https://example.org/?a=\\b'],
    ['a control character', 'https://example.org/\u0001'],
    ['white space in the host', 'https://exa mple.org'],
    ['white space behind the scheme', 'https:// example.org'],
    ['only white space', '   '],
    ['nothing', ''],
    ['an encoded slash in the host', 'https://example.org%2f@evil.test'],
    ['broken punycode', 'https://xn--.org'],
    ['a bracket', 'https://exa<mple.org'],
    ['a label of 64 letters', `https://${'a'.repeat(64)}.org`],
    ['words', 'we have none yet'],
    ['a path', '/etc/passwd'],
  ])('refuses %s', (_, typed) => {
    expect(parseWebsite(typed)).toEqual({ ok: false, error: 'website_invalid' })
  })

  it.each([
    ['a host relative to the scheme', '//example.org', 'https://example.org'],
    ['backslashes before the host', '\\\\example.org', 'https://example.org'],
    ['an ideographic full stop', 'https://example。org', 'https://example.org'],
    ['an encoded letter', 'https://ex%41mple.org', 'https://example.org'],
    ['a handle', '@example.org', 'https://example.org'],
  ])('refuses %s, or stores exactly where it leads', (_, typed, leadsTo) => {
    const parsed = parseWebsite(typed)
    if (parsed.ok) expect(parsed.value).toBe(leadsTo)
  })

  const hostile = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.domain(),
    fc.ipV4Extended(),
    fc.ipV6().map(ip => `http://[${ip}]`),
    fc.string({ unit: fc.constantFrom(...'htps:/\\@.%#?[]0x1a -_ёў。\t'), maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .tuple(fc.constantFrom('https://', 'http:', '//', ''), fc.string({ maxLength: 20 }))
      .map(parts => parts.join('')),
  )

  it('gives, for any text, an error or a plain absolute address that is read the same again', () => {
    fc.assert(
      fc.property(hostile, typed => {
        const parsed = parseWebsite(typed)
        if (!parsed.ok) return
        const url = new URL(parsed.value)
        expect(url.protocol).toMatch(/^https?:$/)
        expect(parsed.value).toMatch(/^https?:\/\/[a-z0-9_]/)
        expect([url.username, url.password]).toEqual(['', ''])
        expect(url.hostname).toMatch(/^[a-z0-9_.-]+\.[a-z][a-z0-9-]*[a-z0-9]$/)
        expect(parsed.value).toMatch(/^[\x21-\x7e]+$/)
        expect(parseWebsite(parsed.value)).toEqual(parsed)
      }),
      tries(3000),
    )
  })

  it.each([
    ['letters', 'a'.repeat(10_240)],
    ['labels', 'a.'.repeat(5_120)],
    ['labels in Cyrillic', 'ё.'.repeat(5_120)],
    ['hyphens', `https://${'a-'.repeat(5_116)}.org`],
    ['colons', '1:'.repeat(5_120)],
    ['digits', `x:${'1'.repeat(10_236)}y`],
    ['at signs', `https://${'@'.repeat(10_000)}example.org`],
    ['escapes', `https://${'%61'.repeat(3_400)}.org`],
    ['combining marks', `https://${'\u0301'.repeat(10_000)}.org`],
    ['slashes', '/'.repeat(10_240)],
    ['schemes', 'https://'.repeat(1_280)],
  ])('judges 10 kB of %s in under 50 ms', (_, typed) => {
    expect(processorTime(() => parseWebsite(typed))).toBeLessThan(50)
  })
})
