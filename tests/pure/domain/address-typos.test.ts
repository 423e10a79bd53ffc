import { expect, it } from 'vitest'
import { likelyAddress, meantAddress } from '../../../src/domain/address-typos.ts'

it.each([
  ['jonas@gmial.con', 'jonas@gmail.com'],
  ['Jonas.K+x@GMAIL.CON', 'Jonas.K+x@gmail.com'],
  ['jonas@gmai.com', 'jonas@gmail.com'],
  ['jonas@gmaill.com', 'jonas@gmail.com'],
  ['jonas@gamil.com', 'jonas@gmail.com'],
  ['jonas@gmail.co', 'jonas@gmail.com'],
  ['jonas@yaho.com', 'jonas@yahoo.com'],
  ['jonas@hotnail.com', 'jonas@hotmail.com'],
  ['jonas@outlok.con', 'jonas@outlook.com'],
  ['jonas@protonmial.com', 'jonas@protonmail.com'],
  ['jonas@yandex.bby', 'jonas@yandex.by'],
  ['jonas@riseup.ne', 'jonas@riseup.net'],
  ['jonas@mail.ry', 'jonas@mail.ru'],
  ['jonas@mail.rru', 'jonas@mail.ru'],
  ['jonas@tut.bby', 'jonas@tut.by'],
  ['jonas@human-rights.con', 'jonas@human-rights.com'],
  ['jonas@viasna.ogr', 'jonas@viasna.org'],
  ['jonas@kvetki.comm', 'jonas@kvetki.com'],
])('asks of %s whether %s was meant', (typed, meant) => {
  expect(likelyAddress(typed)).toBe(meant)
})

it.each([
  'jonas@gmail.com',
  'jonas@GMAIL.com',
  'jonas@mail.com',
  'jonas@ymail.com',
  'jonas@email.com',
  'jonas@mail.ru',
  'jonas@yandex.kz',
  'jonas@yahoo.de',
  'jonas@outlook.de',
  'jonas@proton.ch',
  'jonas@pm.me',
  'jonas@tut.by',
  'jonas@forum.example.org',
  'office@viasna.org',
  'office@spring96.org',
  'office@hotels.com',
  'a@b',
  'a@b.c',
  'a@b.con',
  'jonas@viasna.test',
  'jonas@viasna.invalid',
  'jonas@kvetki.xn--90ais',
  'jonas@kvetki.museum',
  'jonas@kvetki.co',
  'jonas@kvetki.qqqqqq',
  'jonas@[192.0.2.1]',
  'jonas@192.0.2.1',
  'nobody',
  '@gmial.con',
  `jonas@${'g'.repeat(300)}.com`,
])('does not ask of %s', typed => {
  expect(likelyAddress(typed)).toBeNull()
})

it.each([
  ['jonas@gmail,com', 'jonas@gmail.com'],
  ['jonas@kvetki,org', 'jonas@kvetki.org'],
  ['jonas @kvetki.org', 'jonas@kvetki.org'],
  ['jonas@ kvetki.org', 'jonas@kvetki.org'],
  ['jonas@kvetki.org.', 'jonas@kvetki.org'],
  ['jonas@kvetki.org>', 'jonas@kvetki.org'],
  ['(jonas@kvetki.org)', 'jonas@kvetki.org'],
  ['jonas@@kvetki.org', 'jonas@kvetki.org'],
  ['jonas%40kvetki.org', 'jonas@kvetki.org'],
  ['jonas@kvetki..org', 'jonas@kvetki.org'],
  ['jonas@gmail', 'jonas@gmail.com'],
  ['jonas@Outlook', 'jonas@outlook.com'],
  ['jonas@gmial,con', 'jonas@gmail.com'],
  ['jonas@правозащита,бел', 'jonas@правозащита.бел'],
])('of %s, which is no address, says that %s may be meant', (typed, meant) => {
  expect(meantAddress(typed)).toBe(meant)
})

it.each([
  '',
  'jonas',
  'jonas@',
  '@kvetki.org',
  'jonas@kvetki',
  'kvetki.org',
  ',@,',
  'jonas@[192.0.2.1]',
  '..@..',
])('knows of %s none', typed => {
  expect(meantAddress(typed)).toBeNull()
})
