import { type KeptOrganisation, organisationFrom } from '../../domain/organisation.ts'
import { describeError } from '../../log.ts'
import { askContext, deleteAsk, markHandled, postponeAsk, takeDueAsk } from '../../storage/asks.ts'
import type { Transaction } from '../../storage/client.ts'
import { mailFreshLinks } from '../lost-link/mail-fresh-links.ts'
import { type Ask, type AskDeps, makeRequest } from './make-request.ts'

/** What somebody asked who lost their link. */
export type LostLinkAsk = { lostLinkOf: string; isCaught?: boolean }

/** What a machine sent. */
type CaughtAsk = { isCaught: true }

/** `source`: of the mail that answers it, in base64url; none in what the version before kept. */
type KeptSource = { source?: string }

type KeptAsk = Omit<Ask, 'organisation' | 'nameWithheld' | 'textLanguage'> &
  Partial<Pick<Ask, 'nameWithheld' | 'textLanguage'>> & { organisation: KeptOrganisation }

/** What is sealed of an ask: its content, and what is no part of it. */
export const withSource = (content: object, source: Uint8Array | undefined): string =>
  JSON.stringify({ ...content, ...(source && { source: Buffer.from(source).toString('base64url') }) })

/** `source`: of the mail that answers it. */
type OpenedAsk = { ask: Ask | LostLinkAsk | CaughtAsk; source?: Uint8Array }

function openAsk(content: string): OpenedAsk {
  const { source, ...kept } = JSON.parse(content) as (KeptAsk | LostLinkAsk | CaughtAsk) & KeptSource
  return { ask: askIn(kept), ...(source && { source: new Uint8Array(Buffer.from(source, 'base64url')) }) }
}

/** An ask of a version before says neither whether the name is withheld nor in which language the text was read. */
function askIn(kept: KeptAsk | LostLinkAsk | CaughtAsk): Ask | LostLinkAsk | CaughtAsk {
  if ('isCaught' in kept && kept.isCaught) return { isCaught: true }
  if ('lostLinkOf' in kept) return kept
  return {
    nameWithheld: false,
    textLanguage: null,
    ...kept,
    organisation: organisationFrom(kept.organisation),
  }
}

/** Handles every ask that is due, each in a transaction of its own. What fails is tried again in a minute. */
export async function handleDueAsks(deps: AskDeps): Promise<void> {
  while (await handleNext(deps));
}

async function handleNext(deps: AskDeps): Promise<boolean> {
  const { db, sealing, now, log } = deps
  let current: Uint8Array | undefined
  try {
    return await db.transaction(async tx => {
      const ask = await takeDueAsk(tx, now())
      if (!ask) return false
      current = ask.key
      const content = await sealing.open(askContext(ask.id), ask.sealed)
      const isTaken = await handle(tx, deps, ask.id, openAsk(content))
      await (isTaken ? markHandled(tx, ask.key) : deleteAsk(tx, ask.key))
      return true
    })
  } catch (error) {
    if (!current) throw error
    log('error', 'ask_failed', describeError(error))
    const key = current
    await db.transaction(tx => postponeAsk(tx, key, now()))
    return true
  }
}

/**
 * Whether the ask is marked as handled; one whose allowance was spent is forgotten, and may come again. Lost links are
 * always marked: else it would show which addresses are known.
 */
async function handle(tx: Transaction, deps: AskDeps, id: string, { ask, source }: OpenedAsk) {
  if ('isCaught' in ask) return true
  if (!('lostLinkOf' in ask)) return makeRequest(tx, deps, id, ask, source)
  await mailFreshLinks(tx, deps, ask.lostLinkOf, source)
  return true
}
