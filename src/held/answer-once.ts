import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import type { Answers, Rendered } from './answers.ts'
import { cachingHeaders, tagOf } from './caching.ts'
import { encodeBody } from './gzip.ts'
import type { HeldStatement, Snapshot } from './snapshot.ts'

/** How many answers are held of one list: those that were asked for last. */
export const mostAnswers = 200

type Answerable = HeldStatement | Snapshot | Pick<Snapshot, 'answers' | 'asOf' | 'readersInDanger'>

/**
 * Answers with bytes that are made once for each reading of a list, however many ask. The same for every visitor:
 * nothing of the request goes in but what `name` says. Whoever has them already gets a 304 by `answerAgain`.
 *
 * Where `make` asks the database, it asks once for all who come meanwhile; but on Workers, where a request may not
 * wait for another request's I/O, each asks until one has an answer.
 */
export async function answerOnce(
  c: Context<AppEnv>,
  held: Answerable,
  { name, type }: { name: string; type: string },
  make: () => string | Promise<string>,
): Promise<Response> {
  const { answers, asOf } = held
  const rendered =
    answers.rendered.get(name) ?? (await renderOnce(answers, name, make, c.var.deps.mayShareWork))
  keepNewest(answers.rendered, name, rendered)

  const { body, headers: encoding } = encodeBody(c, rendered)
  // The tag is of the bytes as they are: of compressed ones it says only that they mean the same.
  const etag = body === rendered.body ? rendered.etag : `W/${rendered.etag}`
  // While the database is away an answer's `Age` changes each second.
  const owner = ('statement' in held || 'statements' in held) && asOf === null ? held : null
  c.set('finished', { body, etag: rendered.etag, owner })
  return c.body(body, 200, { 'content-type': type, etag, ...cachingHeaders(held), ...encoding })
}

/** A map is in the order of its writing: what is written anew is its last. */
function keepNewest(rendered: Answers['rendered'], name: string, answer: Rendered): void {
  rendered.delete(name)
  rendered.set(name, answer)
  const [oldest] = rendered.keys()
  if (rendered.size > mostAnswers && oldest !== undefined) rendered.delete(oldest)
}

function renderOnce(
  { inProgress }: Answers,
  name: string,
  make: () => string | Promise<string>,
  mayShareWork: boolean,
): Rendered | Promise<Rendered> {
  const others = inProgress.get(name)
  if (others) return others
  const text = make()
  if (typeof text === 'string') return render(text)
  const rendering = text.then(render)
  if (!mayShareWork) return rendering
  const shared = rendering.finally(() => inProgress.delete(name))
  inProgress.set(name, shared)
  return shared
}

function render(text: string): Rendered {
  const body = new TextEncoder().encode(text)
  return { body, etag: tagOf(body) }
}
