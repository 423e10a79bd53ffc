import type { FinalEntry, FinalList } from '../../storage/final-lists.ts'

/**
 * In JSON, who the entries of a final list are of: for each that can still be named the salt, in hex, and the fields as
 * they were hashed. SHA-256 of the salt's bytes and the fields in UTF-8 is the entry's commitment.
 */
export async function* finalNamesPieces(
  statement: string,
  { sha256 }: FinalList,
  batches: AsyncIterable<readonly FinalEntry[]>,
): AsyncGenerator<string> {
  const head = JSON.stringify({ statement, sha256 })
  yield `${head.slice(0, -1)},"openings":[`
  let isFirst = true
  for await (const batch of batches) {
    const items = batch.map(({ number, salt, fields }) =>
      JSON.stringify({ number, salt: Buffer.from(salt).toString('hex'), fields }),
    )
    yield (isFirst || items.length === 0 ? '' : ',') + items.join(',')
    isFirst = isFirst && items.length === 0
  }
  yield ']}'
}
