import { describe, expect, it } from 'vitest'
import { asciiAddress, asciiHost, readableHost, weighedHost } from '../../../src/domain/hosts.ts'

describe('a host typed in any script', () => {
  it.each([
    ['правозащита.бел', 'xn--80aaagzh3bfj0a9e.xn--90ais'],
    ['ПРАВОЗАЩИТА.БЕЛ', 'xn--80aaagzh3bfj0a9e.xn--90ais'],
    ['правозащита。бел', 'xn--80aaagzh3bfj0a9e.xn--90ais'],
    ['faß.de', 'xn--fa-hia.de'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['نامه\u200cای.com', 'xn--mgba3gch31f060k.com'],
    ['Example.ORG', 'example.org'],
  ])('%s is %s', (typed, host) => {
    expect(asciiHost(typed)).toBe(host)
  })

  it.each([
    'бел',
    'пра воз.бел',
    'пра/воз.бел',
    'воз.бел:80',
    'воз.бел?x',
    'пра%20.бел',
    'a@воз.бел',
    'воз..бел',
    '127.0.0.1',
  ])('is none: %s', typed => {
    expect(asciiHost(typed)).toBeNull()
  })
})

it.each([
  ['jo@правозащита.бел', 'jo@xn--80aaagzh3bfj0a9e.xn--90ais'],
  ['Jo@Example.ORG', 'Jo@Example.ORG'],
  ['jo@пра воз.бел', 'jo@пра воз.бел'],
])('the address %s is sent to %s', (typed, address) => {
  expect(asciiAddress(typed)).toBe(address)
})

describe('a host as people read it', () => {
  const host = (typed: string) => new URL(`https://${typed}`).hostname
  it.each([
    'example.org',
    'правозащита.бел',
    'сайт-2.бел',
    'пример.org',
    'аррӏе.бел',
    'straße.de',
    'żółw.pl',
    'bücher.example',
    'ελλάδα.gr',
    'ადამიანი.ge',
    'իրավունք.հայ',
    'نامه\u200cای.com',
    'ไทย.example',
    '日本語ひらがな.jp',
    '한국.example',
  ])('is in its own script: %s', typed => {
    expect(readableHost(host(typed))).toBe(typed)
  })

  it.each([
    ['letters of two scripts', 'вiasna.org'],
    ['letters of two scripts under a domain of one of them', 'вiasna.бел'],
    ['letters that all look Latin', 'аррӏе.com'],
    ['Greek letters that all look Latin', 'νικο.com'],
    ['a letter of phonetics', 'ɡoogle.com'],
    ['signs', '☎.example'],
  ])('is in A-labels: %s', (_, typed) => {
    const [first] = host(typed).split('.')
    expect(readableHost(host(typed)).split('.')[0]).toBe(first)
    expect(first).toMatch(/^xn--/)
  })

  it('shows the labels that can be shown', () => {
    expect(readableHost(host('вiasna.правозащита.бел'))).toMatch(/^xn--[^.]+\.правозащита\.бел$/)
  })

  it.each(['xn--a', 'xn--a.com', 'xn--.org'])('is as it is, where it is no host: %s', typed => {
    expect(readableHost(typed)).toBe(typed)
  })
})

it.each([
  ['example.org', 'example.org'],
  ['правозащита.бел', 'правозащита.бел'],
  ['lawtrеnd.org', 'lawtrеnd.org (xn--lawtrnd-chg.org)'],
])('a host as a moderator weighs it: %s is %s', (typed, weighed) => {
  expect(weighedHost(new URL(`https://${typed}`).hostname)).toBe(weighed)
})
