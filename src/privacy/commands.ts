import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { longestEmail } from '../domain/limits.ts'
import type { Database } from '../storage/client.ts'
import { countHoldings } from '../storage/holdings.ts'
import type { Sealing } from '../storage/sealing.ts'
import { type Erased, eraseAddress } from './erase-address.ts'
import { reportOf } from './report.ts'
import { PrivacyError, usage } from './usage.ts'

// What the commands do. Each gives what is to be printed, or throws a PrivacyError.

/** `sealing` where CONTACT_KEY is given. */
type PrivacyDeps = Pick<Deps, 'now'> & { db: Database; sealing: Sealing | undefined }

export const report = async ({ db, now }: PrivacyDeps): Promise<string> =>
  reportOf(await countHoldings(db), now())

type EraseOptions = { 'dry-run'?: boolean; yes?: boolean }

/** Erases what is held of an address, or says what would be erased. */
export async function erase(
  { sealing, ...deps }: PrivacyDeps,
  typed: string,
  { 'dry-run': dryRun = false, yes = false }: EraseOptions,
): Promise<string> {
  const address = z.string().trim().max(longestEmail).pipe(z.email()).safeParse(typed)
  if (!address.success)
    throw new PrivacyError(`erase needs an e-mail address, like name@example.org\n\n${usage}`)
  if (!sealing)
    throw new PrivacyError(
      'CONTACT_KEY is needed, as the product has it: addresses are sealed and looked up by it.',
    )
  if (dryRun && yes) throw new PrivacyError('--dry-run or --yes: one of the two.')
  if (!dryRun && !yes)
    throw new PrivacyError('Nothing was erased. --dry-run says what would be; --yes erases it, for good.')
  return wordsFor(await eraseAddress({ ...deps, sealing }, address.data, { dryRun }), dryRun)
}

function wordsFor(
  { requests, beside, named, asks, forms, allowances, unreachable, elsewhere }: Erased,
  dryRun: boolean,
): string {
  const counts = [
    ['requests that waited and end', requests.stopped],
    ['organisations that stay on the list', requests.listed],
    ['requests that had ended', requests.ended],
    ['contacts', beside.contacts],
    ['words of moderators', beside.remarks + elsewhere.remarks],
    ['earlier details of requests', beside.details],
    ['links', beside.links],
    ['mails that had not gone', beside.mails + elsewhere.mails],
    ['changes of a contact that end', named],
    ['asks that were not handled', asks],
    ['forms sent', forms],
    ['counts of mails to the address', allowances],
    ['notes that no mail arrives there', unreachable],
  ] as const
  if (counts.every(([, count]) => count === 0)) return 'Nothing is held of this address.'
  const width = Math.max(...counts.map(([, count]) => String(count).length))
  return [
    dryRun ? 'Nothing was erased. This would be:' : 'Erased, for good:',
    ...counts.map(([what, count]) => `${String(count).padStart(width)}  ${what}`),
  ].join('\n')
}
