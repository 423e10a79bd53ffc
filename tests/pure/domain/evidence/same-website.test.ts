import { expect, it } from 'vitest'
import { sameWebsite } from '../../../../src/domain/evidence/address-reasons.ts'

it.each([
  ['https://example.org', 'http://www.example.org/about'],
  ['https://t.me/made_up', 'https://t.me/s/made_up'],
  ['https://t.me/made_up', 'https://telegram.me/Made_Up/'],
  ['https://t.me/made_up', 'https://t.me/made_up/123'],
  ['https://facebook.com/made.up', 'https://m.facebook.com/made.up'],
  ['https://facebook.com/made.up', 'https://fb.com/made.up/about'],
  ['https://facebook.com/made.up', 'https://www.facebook.com/made.up?locale=be'],
  ['https://facebook.com/made.up', 'https://en-gb.facebook.com/made.up'],
  ['https://facebook.com/profile.php?id=1', 'https://m.facebook.com/profile.php?id=1&x=2'],
  ['https://youtube.com/@abc', 'https://www.youtube.com/@abc/videos'],
  ['https://twitter.com/made_up', 'https://x.com/made_up/media'],
  ['https://abc.wordpress.com', 'https://abc.wordpress.com/about/'],
  ['https://vk.com/made_up', 'https://m.vk.com/made_up'],
  ['https://vk.com/made_up', 'https://vk.ru/made_up'],
])('%s and %s are one website', (one, other) => {
  expect(sameWebsite(one, other)).toBe(true)
  expect(sameWebsite(other, one)).toBe(true)
})

it.each([
  ['https://example.org', 'https://example.net'],
  ['https://t.me/made_up', 'https://t.me/made_up_2'],
  ['https://t.me/made_up', 'https://vk.com/made_up'],
  ['https://t.me/joinchat/abc', 'https://t.me/joinchat/abd'],
  ['https://facebook.com/groups/one', 'https://facebook.com/groups/two'],
  ['https://facebook.com/profile.php?id=1', 'https://facebook.com/profile.php?id=2'],
  ['https://youtube.com/@abc', 'https://youtube.com/@abd/videos'],
  ['https://abc.wordpress.com', 'https://abd.wordpress.com/about'],
  ['https://wordpress.com/abc', 'https://wordpress.com/abd'],
  ['https://x.com', 'https://x.com/made_up'],
])('%s and %s are two', (one, other) => {
  expect(sameWebsite(one, other)).toBe(false)
  expect(sameWebsite(other, one)).toBe(false)
})
