import { describe, expect, it } from 'vitest'
import { newDraft, type Publishable } from '../../../src/domain/draft.ts'
import { newcomerPeriod } from '../../../src/domain/durations.ts'
import {
  agreeToPublish,
  changeFor,
  compareTexts,
  courtesyFor,
  courtesyToCheck,
  digestOf,
  needsVersion,
  type PublishChoice,
  type Published,
  publishDraft,
  stateAfter,
} from '../../../src/domain/publishing.ts'

const text = (language: string, sha256: string) => ({ language, title: 'T', markdown: 'T', sha256 })
const courtesy = (language: string, sha256: string) => ({
  ...text(language, sha256),
  translator: 'A',
  checkedBy: null,
})
const published = (changes: Partial<Published> = {}): Published => ({
  state: 'public',
  version: 1,
  texts: [text('en', 'a'), text('be', 'b')],
  courtesy: [courtesy('ru', 'c'), courtesy('ar', 'd')],
  ...changes,
})
const now = (changes: Partial<Publishable> = {}): Publishable => ({
  defaultLanguage: 'en',
  texts: published().texts,
  courtesy: published().courtesy,
  source: null,
  founders: [],
  opensAt: null,
  closesAt: null,
  timeZone: 'UTC',
  listOrder: 'date',
  signers: ['organisation'],
  readersInDanger: false,
  second: 'doubt',
  ...changes,
})
const choice: PublishChoice = { to: 'public', change: 'editorial', kept: [] }

describe('what a publication changes', () => {
  it('makes a version where what is signed differs, and where nothing was published', () => {
    expect(needsVersion(null, now())).toBe(true)
    expect(needsVersion(published(), now())).toBe(false)
    expect(needsVersion(published(), now({ texts: [text('en', 'x'), text('be', 'b')] }))).toBe(true)
    expect(needsVersion(published(), now({ texts: [text('en', 'a')] })), 'one left out').toBe(true)
    const more = now({ texts: [...published().texts, text('uk', 'u')] })
    expect(needsVersion(published(), more), 'one more to sign').toBe(true)
  })

  it('makes none where courtesy texts and settings alone differ', () => {
    const changes = now({ courtesy: [courtesy('ru', 'x')], closesAt: '2026-12-01T00:00:00.000Z' })
    expect(needsVersion(published(), changes)).toBe(false)
    expect(courtesyFor(published(), changes, choice)).toEqual([courtesy('ru', 'x')])
  })

  it('keeps a courtesy text beside a new version only where somebody looked at it', () => {
    const changes = now({
      texts: [text('en', 'x'), text('be', 'b')],
      courtesy: [courtesy('ru', 'c'), courtesy('ar', 'new')],
    })
    expect(courtesyToCheck(published(), changes)).toEqual(['ru'])
    expect(courtesyFor(published(), changes, choice).map(({ language }) => language)).toEqual(['ar'])
    const kept = courtesyFor(published(), changes, { ...choice, kept: ['ru'] })
    expect(kept.map(({ language }) => language)).toEqual(['ru', 'ar'])
  })

  it('tells of each text how it stands to the one before', () => {
    const compared = compareTexts([text('en', 'a'), text('be', 'b')], [text('en', 'x'), text('uk', 'u')])
    expect(compared.map(({ language, change }) => [language, change])).toEqual([
      ['en', 'changed'],
      ['uk', 'new'],
      ['be', 'gone'],
    ])
  })

  it('is substantive at first, and moves no statement that was published before', () => {
    expect(changeFor(null, choice)).toBe('substantive')
    expect(changeFor(published(), choice)).toBe('editorial')
    expect(stateAfter(published(), { ...choice, to: 'private' })).toBe('public')
    expect(stateAfter(published({ state: 'private' }), choice)).toBe('private')
    expect(stateAfter(null, { ...choice, to: 'private' })).toBe('private')
  })
})

describe('who publishes', () => {
  const shown = { revision: 3, digest: 'd' }
  const at = new Date('2026-11-29T12:00:00Z')
  const longAgo = new Date(at.getTime() - newcomerPeriod)
  const proposal = { ...choice, ...shown, by: 'vera' }
  const agree = (changes: object = {}) =>
    agreeToPublish(
      { ...shown, proposal },
      { ...shown, by: 'ivan', joined: [longAgo, longAgo], ...changes },
      at,
    )

  it('is one administrator where one is enough, else the first one proposes', () => {
    const command = { ...shown, by: 'vera', choice }
    expect(publishDraft(shown, { ...command, needsSecond: false })).toMatchObject({
      value: { do: 'publish' },
    })
    expect(publishDraft(shown, { ...command, needsSecond: true })).toMatchObject({ value: { do: 'propose' } })
  })

  it('publishes nothing that they have not seen', () => {
    for (const other of [{ revision: 4 }, { digest: 'x' }]) {
      const command = { ...shown, ...other, by: 'vera', choice, needsSecond: false }
      expect(publishDraft(shown, command)).toEqual({ ok: false, error: { reason: 'changed_meanwhile' } })
      expect(agree(other)).toEqual({ ok: false, error: { reason: 'changed_meanwhile' } })
    }
  })

  it('is a second person, who has been there for a day', () => {
    expect(agree()).toEqual({ ok: true, value: { do: 'publish', choice } })
    expect(agree({ by: 'vera' })).toMatchObject({ error: { reason: 'same_administrator' } })
    const joined = new Date(at.getTime() - newcomerPeriod + 1)
    expect(agree({ joined: [longAgo, joined] })).toMatchObject({ error: { reason: 'newcomer' } })
    expect(
      agreeToPublish({ ...shown, proposal: null }, { ...shown, by: 'ivan', joined: [] }, at),
    ).toMatchObject({
      error: { reason: 'not_proposed' },
    })
  })

  it('agrees on every word: a digest covers all that a draft says', () => {
    const draft = newDraft('en', 'T')
    const others = [
      newDraft('be', 'T'),
      newDraft('en', 'U'),
      { ...draft, settings: { ...draft.settings, inDanger: true } },
    ]
    expect(new Set([draft, ...others].map(digestOf)).size).toBe(4)
  })
})
