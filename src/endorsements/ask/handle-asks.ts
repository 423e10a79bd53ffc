import { type KeptOrganisation, organisationFrom } from '../../domain/organisation.ts'
import { describeError } from '../../log.ts'
import { askContext, deleteAsk, markHandled, postponeAsk, takeDueAsk } from '../../storage/asks.ts'
import type { Transaction } from '../../storage/client.ts'
import { mailFreshLinks } from '../lost-link/mail-fresh-links.ts'
import { type Ask, type AskDeps, handleAsk } from './handle-ask.ts'

/** What somebody asked who lost their link. */
export type LostLinkAsk = { lostLinkOf: string; isCaught?: boolean }

/** What a machine sent. */
type CaughtAsk = { isCaught: true }

type KeptAsk = Omit<Ask, 'organisation' | 'nameWithheld' | 'textLanguage'> &
  Partial<Pick<Ask, 'nameWithheld' | 'textLanguage'>> & { organisation: KeptOrganisation }

/** An ask of a version before says neither whether the name is withheld nor in which language the text was read. */
function askIn(content: string): Ask | LostLinkAsk | CaughtAsk {
  const kept = JSON.parse(content) as KeptAsk | LostLinkAsk | CaughtAsk
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
export async function handleAsks(deps: AskDeps): Promise<void> {
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
      const isTaken = await handle(tx, deps, ask.id, askIn(content))
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
 * False where an ask came to nothing and may come again. Of lost links that is not known: it would show whose is known.
 */
async function handle(tx: Transaction, deps: AskDeps, id: string, ask: ReturnType<typeof askIn>) {
  if ('isCaught' in ask) return true
  if (!('lostLinkOf' in ask)) return handleAsk(tx, deps, id, ask)
  await mailFreshLinks(tx, deps, ask.lostLinkOf)
  return true
}
