import type { Deps } from '../deps.ts'
import type { MailKind } from '../domain/endorsement.ts'
import { moderatorMailKinds } from '../domain/mail-order.ts'
import { isUnreachable } from '../storage/unreachable.ts'

/**
 * Mails that are always tried:
 * - those to moderators, whose access may hang on one;
 * - the notice to an address on file that another is to take its place;
 * - a one-hour link, which somebody asks for who says that they read the address.
 */
const alwaysTried: readonly string[] = [
  ...(['contact-notice', 'one-hour-link'] satisfies MailKind[]),
  ...moderatorMailKinds,
]

/** Whether a mail of a kind may go to an address: not to one where an earlier mail did not arrive. */
export const mayReach = async (
  { db, sealing }: Pick<Deps, 'db' | 'sealing'>,
  kind: string,
  to: string,
): Promise<boolean> => alwaysTried.includes(kind) || !(await isUnreachable(db, sealing.lookup(to)))
