import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import { describeError } from '../log.ts'

/**
 * Answers with a text that is made while it is sent; should it break off, `happening` is a line in the log. Whoever
 * asks for the headers alone has them, and nothing is begun: a body that nobody reads is nobody's to end.
 */
export async function answerInPieces(
  c: Context<AppEnv>,
  headers: Record<string, string>,
  happening: string,
  pieces: AsyncGenerator<string>,
  first: number,
): Promise<Response> {
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const { log } = c.var.deps
  const body = await streamText(pieces, first, error => log('error', happening, describeError(error)))
  return c.body(body, 200, headers)
}

/** A reader who takes nothing on for so long is gone, whatever their connection says. In milliseconds. */
const patience = 60_000

/**
 * Pieces of a text as a body in UTF-8: one that is not read on asks for nothing on, and no process holds it whole.
 * The first few are here before the answer begins, as only they say whether the database answers: rejects with what
 * it says. Should it fall silent later, the answer breaks off, and `brokeOff` is told; for who reads no further for a
 * minute it breaks off too, and who goes away just ends it.
 */
export async function streamText(
  pieces: AsyncGenerator<string>,
  first: number,
  brokeOff: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const utf8 = new TextEncoder()
  const begun: IteratorResult<string>[] = []
  while (begun.length < first) begun.push(await pieces.next())
  let isOver = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  const end = async () => {
    isOver = true
    clearTimeout(waiting)
    await pieces.return(undefined)
  }
  return new ReadableStream(
    {
      start(controller) {
        waiting = setTimeout(giveUp, patience, controller)
      },
      async pull(controller) {
        clearTimeout(waiting)
        try {
          const { value, done } = begun.shift() ?? (await pieces.next())
          if (isOver) return
          if (done) {
            isOver = true
            return controller.close()
          }
          controller.enqueue(utf8.encode(value))
          waiting = setTimeout(giveUp, patience, controller)
        } catch (error) {
          if (isOver) return
          isOver = true
          brokeOff(error)
          // A driver's message quotes what it was given.
          controller.error(new Error('the text broke off'))
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )

  async function giveUp(controller: ReadableStreamDefaultController) {
    controller.error(new Error('nobody reads on'))
    await end()
  }
}
