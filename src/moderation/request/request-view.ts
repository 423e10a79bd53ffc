import type { Deps } from '../../deps.ts'
import { allows, type ModeratorAction, mayComeOntoList, moderatorActionsOn } from '../../domain/actions.ts'
import { type Claim, standingClaim } from '../../domain/claims.ts'
import { isStillOpen } from '../../domain/contact-change.ts'
import { type Endorsement, isFounding } from '../../domain/endorsement.ts'
import type { Evidence } from '../../domain/evidence/reasons.ts'
import { isToldToAsker, type Unreachable } from '../../domain/mail-outcome.ts'
import { countAsTwoFrom } from '../../domain/newcomers.ts'
import { entryProposed } from '../../domain/proposing.ts'
import { messagesOfDay, waysToReach } from '../../domain/reaching.ts'
import {
  approvalTurn,
  needsSecond,
  restorationTurn,
  type SecondModeratorRule,
} from '../../domain/second-moderator.ts'
import type { SignerKind } from '../../domain/statement.ts'
import type { Language } from '../../i18n/index.ts'
import { findClaims } from '../../storage/claims.ts'
import type { Database } from '../../storage/client.ts'
import { type ContactChange, findContactChange } from '../../storage/contact-changes.ts'
import { type Contact, findContact } from '../../storage/contacts.ts'
import { findDeliveryToNewContact, findLastDelivery } from '../../storage/deliveries.ts'
import { type Details, findDetails } from '../../storage/details.ts'
import { findEndorsement, wasProved } from '../../storage/endorsements.ts'
import { gatherEvidence } from '../../storage/evidence.ts'
import { findHistory, type HistoryEntry } from '../../storage/history.ts'
import { findKnown, type KnownRow } from '../../storage/known-names.ts'
import { findNameHolders, type NameHolder } from '../../storage/listed-names.ts'
import { findAllowance } from '../../storage/mail-allowances.ts'
import { findLastDoer, findLastJoined } from '../../storage/moderation-log.ts'
import { namesOfModerators } from '../../storage/moderators.ts'
import { findUnsent } from '../../storage/outbox.ts'
import { findParkedMailsOf, type ParkedMail } from '../../storage/parked-mail.ts'
import { findProposal, type Proposal } from '../../storage/proposals.ts'
import { findSectionProposal, type SectionProposal } from '../../storage/section-proposals.ts'
import { secondModeratorOf } from '../../storage/statement-settings.ts'
import { findRound, type Round } from '../../storage/statement-times.ts'
import { findSigners, mailTitleOf, type Title, titleOf } from '../../storage/statements.ts'
import { findUnreachable, isUnreachable } from '../../storage/unreachable.ts'

/** All that a moderator is shown of one request or signatory. */
export type RequestView = {
  endorsement: Endorsement
  title: Title
  /** The same in the representative's language, for the mails. */
  mailTitle: Title
  /** Of its statement. */
  round: Round
  contact: Contact | null
  /** Why mail does not arrive at the address on file; null where nothing is known against it. */
  unreached: Unreached | null
  /** Mails about it that no machine tries again. */
  parkedMails: ParkedMail[]
  /** Who is to take the representative's place, be the time for saying yes over. */
  change: ContactChange | null
  /** No provider takes the notice to the address on file: nobody there can stop the change. */
  isNoticeParked: boolean
  /** No mail arrives at the address of who is to take their place. */
  isNewContactUnreached: boolean
  /** Null for a founding signatory: nobody asked. */
  evidence: Evidence | null
  /** What it is known by beside its public names, where it is a signatory. */
  known: KnownRow[]
  history: HistoryEntry[]
  /** Older entries than these are left out. */
  moreHistory: boolean
  /** Names of the moderators in it, by id. */
  names: ReadonlyMap<string, string>
  second: SecondModeratorRule
  /** Which moderator withdrew it, where it can be restored; null: none did. */
  withdrawnBy: string | null
  /**
   * From when the moderator who looks counts as another one than whoever approved first, or withdrew; null: from now.
   */
  countsAsOtherFrom: Date | null
  /** The public details before the representative last changed them; null if they never did, or it is long decided. */
  before: Details | null
  /** While it is not on the list: the signatories that have one of its names there. */
  nameHolders: NameHolder[]
  /** What is proposed for its entry, and the other signatories that have one of the names which it proposes. */
  proposal: Proposal | null
  proposalHolders: NameHolder[]
  /** Of the entry as it is proposed. */
  proposalEvidence: Evidence | null
  /** Who may sign the statement, and the section that was proposed to the signatory. */
  signers: readonly SignerKind[]
  section: SectionProposal | null
  /** Who looks at it, as long as that counts. */
  claim: Claim | null
  reach: Reach
}

/** `undelivered`: the last mail did not arrive, and the next one is tried. */
type Unreached = { reason: Unreachable; since: Date } | { reason: 'undelivered'; since: null }

/** How whoever asked can be reached without deciding. */
type Reach = ReturnType<typeof waysToReach> & {
  /** Confirm links that the address may still have, and from when on all of them again; null: none is sent here. */
  links: { left: number; renewedAt: Date | null } | null
}

export async function loadRequest(
  deps: Deps,
  id: string,
  { lang, moderator }: { lang: Language; moderator: string },
): Promise<RequestView | null> {
  const { db, sealing, now } = deps
  const endorsement = await findEndorsement(db, id)
  if (!endorsement) return null
  const [
    title,
    mailTitle,
    round,
    contact,
    change,
    evidence,
    known,
    { entries: history, more: moreHistory },
    second,
    nameHolders,
    claims,
    signers,
    section,
  ] = await Promise.all([
    titleOf(db, endorsement.statement, endorsement.version, lang),
    mailTitleOf(db, endorsement.statement, endorsement.version, endorsement.language),
    findRound(db, endorsement.statement),
    findContact(db, sealing, id),
    findContactChange(db, sealing, id),
    isFounding(endorsement) ? null : gatherEvidence(db, sealing, endorsement),
    endorsement.status === 'approved' ? findKnown(db, id) : [],
    findHistory(db, sealing, id),
    secondModeratorOf(db, endorsement.statement),
    mayComeOntoList(endorsement) ? findNameHolders(db, endorsement) : [],
    findClaims(db, [id]),
    findSigners(db, endorsement.statement),
    findSectionProposal(db, id),
  ])
  const claim = standingClaim(claims.get(id) ?? null, endorsement, now())
  const people = [
    ...history.map(({ moderatorId }) => moderatorId),
    claim?.by ?? null,
    change?.proposedBy ?? null,
  ].flatMap(one => (one === null ? [] : [one]))
  const names = await namesOfModerators(db, sealing, [...new Set(people)])
  const before = await findBefore(db, endorsement, history)
  const withdrawnBy = allows('restore', endorsement) ? await findLastDoer(db, id, 'withdraw') : null
  const other = endorsement.status === 'confirmed' ? endorsement.firstApproval?.by : withdrawnBy
  const proposal = endorsement.status === 'approved' ? await findProposal(db, id) : null
  const proposed = proposal && { ...endorsement, ...entryProposed(endorsement, proposal) }
  const proposalHolders = proposed ? await findNameHolders(db, proposed) : []
  const proposalEvidence = proposed && (await gatherEvidence(db, sealing, proposed))
  const joined = other ? await findLastJoined(db, [moderator, other]) : []
  return {
    endorsement,
    title,
    mailTitle,
    round,
    contact,
    change,
    unreached: await findUnreached(db, id),
    parkedMails: await findParkedMailsOf(db, id),
    isNoticeParked: change !== null && (await findUnsent(db, id, 'contact-notice')) === 'parked',
    isNewContactUnreached: change !== null && (await isNewContactUnreached(deps, id, change)),
    evidence,
    known,
    history,
    moreHistory,
    names,
    second,
    before,
    nameHolders,
    proposal,
    proposalHolders,
    proposalEvidence,
    signers,
    section,
    claim,
    withdrawnBy,
    reach: await loadReach(deps, { endorsement, contact, change, history }),
    countsAsOtherFrom: countAsTwoFrom(joined, now()),
  }
}

async function loadReach(
  { db, sealing, config, now }: Deps,
  {
    endorsement,
    contact,
    change,
    history,
  }: Pick<RequestView, 'endorsement' | 'contact' | 'change' | 'history'>,
): Promise<Reach> {
  const isProved = await wasProved(db, endorsement.id)
  const messages = history.filter(({ kind }) => kind === 'write')
  const ways = waysToReach(endorsement, {
    hasContact: contact !== null,
    hasChange: change !== null && isStillOpen(change, now()),
    isProved,
    messagesToday: messagesOfDay(messages, now()).length,
  })
  const links =
    contact && ways.sendLink
      ? await findAllowance(
          db,
          sealing.mailbox(contact.email),
          'fresh-link',
          config.freshLinksPerAddress,
          now(),
        )
      : null
  return { ...ways, links }
}

async function findUnreached(db: Database, id: string): Promise<Unreached | null> {
  const unreachable = await findUnreachable(db, id)
  if (unreachable) return unreachable
  return (await findLastDelivery(db, id)) === 'undelivered' ? { reason: 'undelivered', since: null } : null
}

const isNewContactUnreached = async (
  { db, sealing }: Deps,
  id: string,
  { contact }: ContactChange,
): Promise<boolean> =>
  isToldToAsker(await findDeliveryToNewContact(db, id)) ||
  (await isUnreachable(db, sealing.lookup(contact.email)))

/** While a request waits: what it said before it was last amended. */
async function findBefore(db: Database, e: Endorsement, history: HistoryEntry[]): Promise<Details | null> {
  const amended = history.findLast(({ kind }) => kind === 'amended')
  return e.status === 'confirmed' && amended ? findDetails(db, e.id, amended.revision - 1) : null
}

/** What the request's state allows; the verbs decide for themselves once more. */
export const actionsOn = ({ endorsement, contact, nameHolders }: RequestView): readonly ModeratorAction[] =>
  moderatorActionsOn(endorsement, { hasContact: contact !== null, isNameTaken: nameHolders.length > 0 })

const atTheDesk = ({ evidence, second, countsAsOtherFrom }: RequestView, moderator: string) => ({
  moderator,
  secondNeeded: evidence !== null && needsSecond(second, evidence),
  countsFrom: countsAsOtherFrom,
})

export const approvalOf = (view: RequestView, moderator: string) =>
  approvalTurn(view.endorsement, atTheDesk(view, moderator))

export const restorationOf = (view: RequestView, moderator: string) =>
  restorationTurn(view.withdrawnBy, atTheDesk(view, moderator))

/** Whether one moderator alone may put `evidence`, that of the name as it stands and as it would, in the open. */
export const mayCorrectAlone = ({ second }: RequestView, ...evidence: (Evidence | null)[]): boolean =>
  !needsSecond(second, ...evidence.filter(one => one !== null))

/** What the desk offers this moderator of it: nobody gives both approvals. */
export function offeredTo(view: RequestView, moderator: string): ModeratorAction[] {
  const turn = approvalOf(view, moderator)
  const mayApprove = turn !== 'own' && turn !== 'newcomer'
  return actionsOn(view).filter(action => action !== 'approve' || mayApprove)
}
