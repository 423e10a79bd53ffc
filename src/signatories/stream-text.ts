/**
 * Pieces of a text as a body in UTF-8: one that is not read on asks for nothing on, and no process holds it whole.
 * The first few are here before the answer begins, as only they say whether the database answers: rejects with what
 * it says. Should it fall silent later, the answer breaks off, and `brokeOff` is told.
 */
export async function streamText(
  pieces: AsyncGenerator<string>,
  first: number,
  brokeOff: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const utf8 = new TextEncoder()
  const begun: IteratorResult<string>[] = []
  while (begun.length < first) begun.push(await pieces.next())
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { value, done } = begun.shift() ?? (await pieces.next())
          if (done) return controller.close()
          controller.enqueue(utf8.encode(value))
        } catch (error) {
          brokeOff(error)
          // A driver's message quotes what it was given.
          controller.error(new Error('the text broke off'))
        }
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
