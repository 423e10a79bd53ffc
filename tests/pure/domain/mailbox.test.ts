import { describe, expect, it } from 'vitest'
import { mailboxOf } from '../../../src/domain/mailbox.ts'

const spellings: [mailbox: string, ...others: string[]][] = [
  ['annakowalska@gmail.com', 'anna.kowalska@gmail.com', 'a.n.n.a.kowalska+news@googlemail.com'],
  ['anna@proton.me', 'an.na@protonmail.com', 'a-n_na+1@pm.me', 'anna@protonmail.ch'],
  ['anna-k@yandex.ru', 'anna.k@ya.ru', 'anna-k+x@yandex.by', 'anna.k@yandex.com'],
  ['anna@icloud.com', 'anna+shop@me.com', 'anna@mac.com'],
  ['anna@fastmail.com', 'anna+a@fastmail.com', 'whatever@anna.fastmail.com', 'anna+b@fastmail.com.'],
  ['anna@outlook.com', 'anna+a+b@outlook.com'],
  ['anna@forum.example.org', 'anna+list@forum.example.org'],
]

const distinct = [
  ['an.na@forum.example.org', 'anna@forum.example.org'],
  ['an.na@outlook.com', 'anna@outlook.com'],
  ['anna@outlook.com', 'anna@hotmail.com'],
  ['anna@mail.ru', 'anna@bk.ru'],
  ['anna_k@yandex.ru', 'anna-k@yandex.ru'],
  ['anna@fastmail.com', 'anna@fastmail.fm'],
  ['anna-k@gmail.com', 'annak@gmail.com'],
  ['+anna@forum.example.org', '+eva@forum.example.org'],
  ['anna@gmail.com', 'anna@gmail.com.example.org'],
] as const

describe('a mailbox', () => {
  it.each(spellings)('is %s however its provider lets it be spelled', (mailbox, ...others) => {
    expect(others.map(mailboxOf)).toEqual(others.map(() => mailbox))
    expect(mailboxOf(mailbox)).toBe(mailbox)
  })

  it.each(distinct)('of %s is not that of %s', (one, other) => {
    expect(mailboxOf(one)).not.toBe(mailboxOf(other))
  })
})
