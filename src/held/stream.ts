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

/** In milliseconds: what a reader took is looked at so often, of the time in which we wait for them alone. */
const period = 60_000
/** In bytes: who takes less within a period, 4 KB a second, keeps a place that others need. */
const leastTaken = 60 * 4096
/** In bytes: a piece goes in parts, as what is on its way is not taken yet. */
const partSize = 32 * 1024

/**
 * Pieces of a text as a body in UTF-8:
 * - The first pieces are made before the answer begins, as only they say whether the database answers. Rejects if it
 *   does not.
 * - No process holds the whole text: a piece is made when the reader has taken the one before.
 * - A piece that cannot be made later ends the body with an error, and `noteFailure` is told.
 * - A reader who takes next to nothing for a minute ends it with an error too. One who goes away just ends it.
 */
export async function streamText(
  pieces: AsyncGenerator<string>,
  first: number,
  noteFailure: (error: unknown) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const utf8 = new TextEncoder()
  const ready: IteratorResult<string>[] = []
  while (ready.length < first) ready.push(await pieces.next())
  let rest = new Uint8Array()
  let isOver = false

  const end = async () => {
    isOver = true
    patience.stop()
    await pieces.return(undefined)
  }
  const patience = createPatience()
  const waitForReader = (controller: ReadableStreamDefaultController) =>
    patience.wait(() => {
      controller.error(new Error('nobody reads on'))
      return end()
    })

  return new ReadableStream(
    {
      start: waitForReader,
      async pull(controller) {
        patience.stop()
        try {
          while (rest.length === 0) {
            const { value, done } = ready.shift() ?? (await pieces.next())
            if (isOver) return
            if (done) {
              isOver = true
              return controller.close()
            }
            rest = utf8.encode(value)
          }
          const part = rest.subarray(0, partSize)
          rest = rest.subarray(partSize)
          controller.enqueue(part)
          patience.count(part.length)
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

/** Waits for a reader while they take enough: `giveUp` is called once they took less than `leastTaken` in a period. */
function createPatience() {
  let [left, taken, since] = [period, 0, 0]
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (giveUp: () => Promise<void>) => {
    since = performance.now()
    timer = setTimeout(() => {
      if (taken < leastTaken) return giveUp()
      left = period
      taken = 0
      wait(giveUp)
    }, left)
  }
  return {
    wait,
    count(bytes: number) {
      taken += bytes
    },
    stop() {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      left = Math.max(0, left - (performance.now() - since))
    },
  }
}
