// Days are YYYY-MM-DD in UTC, and null where they are not known.

type Joining = { readonly founding: boolean; readonly signedOn: string | null }
type Leaving = { readonly withdrawnOn: string }

/** The last day on which somebody joined or left, as YYYY-MM-DD; never before `first`. */
export const dayOfLastChange = (
  { newest, withdrawals }: { newest: readonly Joining[]; withdrawals: readonly Leaving[] },
  first: string,
): string =>
  [
    first,
    ...newest.flatMap(({ signedOn }) => signedOn ?? []),
    ...withdrawals.map(({ withdrawnOn }) => withdrawnOn),
  ].reduce((last, day) => (day > last ? day : last))

/** The days on which the first and the newest endorsing signatory joined, where they are known. */
export function daysOfJoining({
  signatories,
  newest,
}: {
  signatories: readonly Joining[]
  newest: readonly Joining[]
}): { first: string; last: string } | null {
  const first = signatories.find(({ founding, signedOn }) => !founding && signedOn !== null)?.signedOn
  const last = newest.find(({ signedOn }) => signedOn !== null)?.signedOn
  return first && last ? { first, last } : null
}
