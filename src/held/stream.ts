import type { Context } from 'hono'
import type { AppEnv, DeskEnv } from '../env.ts'
import { describeError } from '../log.ts'

/**
 * Answers with a text that is made while it is sent. Should it break off, `event` is the line in the log. A `HEAD` gets
 * the headers, and nothing is begun: a body that nobody reads is nobody's to end.
 */
export async function answerStream(
  c: Context<AppEnv> | Context<DeskEnv>,
  headers: Record<string, string>,
  { event, pieces, first }: { event: string; pieces: AsyncGenerator<string>; first: number },
): Promise<Response> {
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const { log } = c.var.deps
  const body = await streamText(pieces, first, error => log('error', event, describeError(error)))
  return c.body(body, 200, headers)
}

/** In milliseconds: a reader who takes nothing for so long is gone, whatever their connection says. */
const longestPause = 60_000

/**
 * Pieces of a text as a body in UTF-8:
 * - The first pieces are made before the answer begins, as only they say whether the database answers. Rejects if it
 *   does not.
 * - No process holds the whole text: a piece is made when the reader has taken the one before.
 * - A piece that cannot be made later ends the body with an error, and `noteFailure` is told.
 * - A reader who takes nothing for a minute ends it with an error too. One who goes away just ends it.
 */
export async function streamText(
  pieces: AsyncGenerator<string>,
  first: number,
  noteFailure: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const utf8 = new TextEncoder()
  const ready: IteratorResult<string>[] = []
  while (ready.length < first) ready.push(await pieces.next())
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const end = async () => {
    isOver = true
    clearTimeout(timer)
    await pieces.return(undefined)
  }
  const giveUp = async (controller: ReadableStreamDefaultController) => {
    controller.error(new Error('nobody reads on'))
    await end()
  }
  const waitForReader = (controller: ReadableStreamDefaultController) => {
    timer = setTimeout(giveUp, longestPause, controller)
  }

  return new ReadableStream(
    {
      start: waitForReader,
      async pull(controller) {
        clearTimeout(timer)
        try {
          const { value, done } = ready.shift() ?? (await pieces.next())
          if (isOver) return
          if (done) {
            isOver = true
            return controller.close()
          }
          controller.enqueue(utf8.encode(value))
          waitForReader(controller)
        } catch (error) {
          if (isOver) return
          isOver = true
          noteFailure(error)
          // The driver's own message quotes what it was given.
          controller.error(new Error('the text broke off'))
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
