import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { largestForm } from '../domain/limits.ts'
import type { AppEnv } from '../env.ts'
import { withinTime } from './answer-in-time.ts'
import { takeFormSlot } from './flood/form-slots.ts'

/**
 * Forms only, none compressed, and none with a body of more than `most` bytes: 415 and 413 before anything is parsed.
 * The whole body is here before the next middleware runs, which may ask who sent it: a body that comes drop by drop
 * must not outlive its sender's session.
 */
export const formsUpTo = (most: number) => {
  const limit = limitTo(most)
  return createMiddleware<AppEnv>(async (c, next) => {
    const type = mediaType(c)
    if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') {
      throw new HTTPException(415)
    }
    // No browser compresses a form, and what is read would be none.
    if (!['identity', undefined].includes(c.req.header('content-encoding'))) throw new HTTPException(415)
    const read = async () => {
      c.req.bodyCache.formData ??= type === 'multipart/form-data' ? await readParts(c) : await readFields(c)
    }
    return afterBody(c, { limit, read, next })
  })
}

async function readParts(c: Context<AppEnv>): Promise<FormData> {
  const headers = { 'content-type': c.req.header('content-type') ?? '' }
  return new Response(await c.req.arrayBuffer(), { headers }).formData()
}

/** As `Response.formData` reads it (https://url.spec.whatwg.org/#urlencoded-parsing), without a stream of its own. */
async function readFields(c: Context<AppEnv>): Promise<FormData> {
  const form = new FormData()
  // With an empty field before it no question mark is taken for the beginning of a query.
  for (const [name, value] of new URLSearchParams(`&${await c.req.text()}`)) form.append(name, value)
  return form
}

/**
 * What our own scripts send. A browser always names our origin: 403, 415 and 413 before anything is parsed. As with
 * {@link formsUpTo} all of it is here before anybody is let in.
 */
export const jsonUpTo = (most: number) => {
  const limit = limitTo(most)
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.header('origin') !== c.var.deps.config.publicUrl) throw new HTTPException(403)
    if (mediaType(c) !== 'application/json') throw new HTTPException(415)
    return afterBody(c, { limit, read: () => c.req.text(), next })
  })
}

/** What a machine sends, as text: 413 before anything is parsed, and all of it is here before it is looked at. */
export const bodyUpTo = (most: number) => {
  const limit = limitTo(most)
  return createMiddleware<AppEnv>((c, next) => afterBody(c, { limit, read: () => c.req.text(), next }))
}

type Arriving = { limit: MiddlewareHandler; read: () => Promise<unknown>; next: () => Promise<void> }

/**
 * Goes on once the body is here, where there is a place. What fails before that its sender broke off, or wrote wrong: a
 * 400, and no fault.
 */
async function afterBody(c: Context<AppEnv>, { limit, read, next }: Arriving) {
  let isHere = false
  const goOn = async () => {
    await read()
    isHere = true
    const place = takeFormSlot(c)
    await withinTime(next()).finally(() => place?.release())
  }
  try {
    return await limitBody(limit)(c, goOn)
  } catch (error) {
    throw isHere || error instanceof HTTPException ? error : new HTTPException(400)
  }
}

/** The body's media type as its sender names it, in lower case, without parameters. */
export const mediaType = (c: { req: Pick<Context['req'], 'header'> }) =>
  (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new HTTPException(413)
    },
  })

/**
 * Once: hono's router runs a route's handlers twice for an address with the very name of a parameter (`/:token`) in it.
 */
const limitBody =
  (limit: MiddlewareHandler): MiddlewareHandler =>
  (c, next) =>
    Object.keys(c.req.bodyCache).length > 0 ? next().then(() => {}) : limit(c, next)

/**
 * The fields of a form that arrived whole, as they were sent, without files. Null where what came is no form, or did
 * not arrive: nothing has been done with it.
 */
export async function sentFields(c: Context): Promise<{ name: string; value: string }[] | null> {
  if (c.req.bodyCache.formData === undefined) return null
  const body = await c.req.parseBody({ all: true })
  return Object.entries(body).flatMap(([name, values]) =>
    [values].flat().flatMap(value => (typeof value === 'string' ? [{ name, value }] : [])),
  )
}

/** Forms, and what scripts send, of the usual size. */
export const formsOnly = formsUpTo(largestForm)
export const jsonOnly = jsonUpTo(largestForm)
