import { type Context, Hono } from 'hono'
import { presentTextOf } from '../../domain/statement.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { paths, slugParam } from '../../paths.ts'
import { openPrivateAddress } from '../../storage/private-addresses.ts'
import { countSigned } from '../../storage/signed-counts.ts'
import { findExtensions, findTimes } from '../../storage/statement-times.ts'
import { findVersions, titleOf } from '../../storage/statements.ts'
import { changeTimes } from './change-times.ts'
import { readTimesForm } from './times-form.ts'
import { isDone, renderTimesPage } from './times-page.tsx'
import { isTimesSaying, momentFields, type TimesSaying, type TypedMoment } from './times-view.ts'
import { writersOf } from './writing-context.ts'

const path = paths.desk.writing(slugParam, 'times')
type C = Context<DeskEnv, typeof path>

const gates = writersOf('times')

/** When a statement goes public and until when it can be signed: for administrators with a fresh passkey. */
export const timesRoutes = new Hono<DeskEnv>()
  .get(path, ...gates, c => {
    const said = c.req.query('said')
    return show(c, isTimesSaying(said) ? said : undefined)
  })

  .post(path, formsOnly, ...gates, async c => {
    const { deps, signedIn } = c.var
    const slug = c.req.param('slug')
    const times = await findTimes(deps.db, slug)
    if (!times) return c.notFound()
    const body = await c.req.parseBody()
    const command = readTimesForm(body, times.timeZone)
    if (typeof command === 'string') return show(c, command, typedIn(body), String(body.action))
    const done = await changeTimes(deps, { slug, moderatorId: signedIn.moderator.id }, command)
    return done.ok
      ? c.redirect(`${paths.desk.writing(slug, 'times')}?said=done`, 303)
      : show(c, done.error.reason, typedIn(body))
  })

/** The moment that was typed, to stand in its field again with what is wrong with it. */
function typedIn(body: Record<string, unknown>): TypedMoment | undefined {
  const field = momentFields.find(one => typeof body[one] === 'string')
  return field && { field, value: String(body[field]) }
}

async function show(
  c: C,
  said: TimesSaying | undefined,
  typed?: TypedMoment,
  unticked?: string,
): Promise<Response> {
  const { deps, signedIn, lang } = c.var
  const slug = c.req.param('slug')
  const times = await findTimes(deps.db, slug)
  if (!times) return c.notFound()
  const versions = await findVersions(deps.db, slug)
  const text = versions.length === 0 ? null : presentTextOf(versions)
  const token = times.state === 'private' ? await openPrivateAddress(deps.db, deps.sealing, slug) : null
  const page = renderTimesPage({
    signedIn,
    times,
    text,
    title: text && (await titleOf(deps.db, slug, text.version, lang)),
    token,
    publicUrl: deps.config.publicUrl,
    signed: text && (await countSigned(deps.db, slug, text.saysSince)),
    extensions: await findExtensions(deps.db, slug),
    now: deps.now(),
    said,
    typed,
    unticked,
  })
  return c.html(page, said === undefined || isDone(said) ? 200 : 409)
}
