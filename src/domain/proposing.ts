import { type Amendment, type Correction, isSameEntry } from './endorsing.ts'

// A listed organisation proposes what its entry should say; a moderator decides while the old one stands.

/** True of what would change nothing: neither the entry nor the proposal that waits. */
export const saysNothingNew = (
  entry: Correction,
  waiting: Correction | null,
  proposed: Correction,
): boolean => isSameEntry(waiting ?? entry, proposed)

/** The entry as it is proposed. Whether its name is shown is no part of a proposal: that stays as it is. */
export const entryProposed = (
  { nameWithheld }: Pick<Amendment, 'nameWithheld'>,
  { organisation, comment }: Correction,
): Amendment => ({ organisation, comment, nameWithheld })
