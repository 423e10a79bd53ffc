import { createHash } from 'node:crypto'
import type { Draft, Publishable, PublishableText } from './draft.ts'
import { countAsTwoFrom } from './newcomers.ts'
import { err, ok, type Result } from './result.ts'
import type { Change, Courtesy, StatementState } from './statement.ts'

/** A statement of the desk as it was published last. */
export type Published = {
  state: StatementState
  version: number
  texts: readonly PublishableText[]
  courtesy: readonly (PublishableText & Courtesy)[]
}

/** What somebody chose on the page that says what will happen. */
export type PublishChoice = {
  /** Where it is published first: to everybody, or in a private round. No matter where it was published before. */
  to: 'private' | 'public'
  /** How the version differs from the one before it; no matter where no version is made. */
  change: Change
  /** The languages whose courtesy text goes on standing beside a new version, though nobody has touched it. */
  kept: readonly string[]
}

/** How a text stands to the one that was published before it. */
export type TextChange = 'new' | 'changed' | 'same' | 'gone'

/** The texts of both, each language once, with how they differ. */
export function compareTexts<Text extends { language: string; sha256: string }>(
  before: readonly Text[],
  now: readonly Text[],
): { language: string; before: Text | null; now: Text | null; change: TextChange }[] {
  const languages = [...new Set([...now, ...before].map(({ language }) => language))]
  return languages.map(language => {
    const old = before.find(text => text.language === language) ?? null
    const text = now.find(one => one.language === language) ?? null
    return { language, before: old, now: text, change: changeOf(old, text) }
  })
}

function changeOf(before: { sha256: string } | null, now: { sha256: string } | null): TextChange {
  if (!before) return 'new'
  if (!now) return 'gone'
  return before.sha256 === now.sha256 ? 'same' : 'changed'
}

/**
 * Whether what is signed differs: only then a version is made. Courtesy texts and settings are put right without one.
 */
export const needsVersion = (published: Published | null, { texts }: Publishable): boolean =>
  published === null || compareTexts(published.texts, texts).some(({ change }) => change !== 'same')

/** The courtesy texts that stand beside a new version only where somebody has looked at them: they are as they were. */
export function courtesyToCheck(published: Published | null, now: Publishable): string[] {
  if (published === null || !needsVersion(published, now)) return []
  const compared = compareTexts<PublishableText>(published.courtesy, now.courtesy)
  return compared.filter(({ change }) => change === 'same').map(({ language }) => language)
}

/** The courtesy texts that are published, by what was chosen. */
export function courtesyFor(
  published: Published | null,
  now: Publishable,
  { kept }: PublishChoice,
): Publishable['courtesy'] {
  const unchecked = courtesyToCheck(published, now).filter(language => !kept.includes(language))
  return now.courtesy.filter(({ language }) => !unchecked.includes(language))
}

/** Which change a version is: the first says something, whatever was chosen. */
export const changeFor = (published: Published | null, { change }: PublishChoice): Change =>
  published === null ? 'substantive' : change

/** Where the statement is after it: one that was published stays where it is. A private round ends by its own rules. */
export const stateAfter = (published: Published | null, { to }: PublishChoice): StatementState =>
  published?.state ?? to

/** SHA-256 of all that a draft says: whoever agrees, agrees on exactly this. */
export const digestOf = (draft: Draft): string =>
  createHash('sha256').update(JSON.stringify(draft), 'utf8').digest('hex')

/** That an administrator would have a draft published, as it was then. */
export type PublishProposal = PublishChoice & { by: string; revision: number; digest: string }

/** The revision and the digest that the page showed. */
export type Shown = { revision: number; digest: string }

export type PublishRefusal =
  | { reason: 'changed_meanwhile' }
  | { reason: 'not_proposed' }
  | { reason: 'same_administrator' }
  | { reason: 'newcomer'; from: Date }

type PublishDecision = { do: 'publish'; choice: PublishChoice } | { do: 'propose'; choice: PublishChoice }

type Command = Shown & { by: string; choice: PublishChoice }

/**
 * Publishes, or, where the site asks for two administrators, proposes it.
 * @param shown what the page showed, and what was chosen there
 */
export function publishDraft(
  draft: Shown,
  { needsSecond, ...shown }: Command & { needsSecond: boolean },
): Result<PublishDecision, PublishRefusal> {
  if (!isSame(draft, shown)) return err({ reason: 'changed_meanwhile' })
  return ok({ do: needsSecond ? 'propose' : 'publish', choice: shown.choice })
}

/**
 * Publishes what another administrator proposed: exactly the revision and the hash that both saw, by a second person.
 * @param joined when the two joined last
 */
export function agreeToPublish(
  draft: Shown & { proposal: PublishProposal | null },
  { by, joined, ...shown }: Shown & { by: string; joined: readonly Date[] },
  now: Date,
): Result<PublishDecision, PublishRefusal> {
  const { proposal } = draft
  if (!proposal) return err({ reason: 'not_proposed' })
  if (!isSame(draft, shown) || !isSame(proposal, shown)) return err({ reason: 'changed_meanwhile' })
  if (proposal.by === by) return err({ reason: 'same_administrator' })
  const from = countAsTwoFrom(joined, now)
  if (from) return err({ reason: 'newcomer', from })
  const { to, change, kept } = proposal
  return ok({ do: 'publish', choice: { to, change, kept } })
}

const isSame = (a: Shown, b: Shown) => a.revision === b.revision && a.digest === b.digest
