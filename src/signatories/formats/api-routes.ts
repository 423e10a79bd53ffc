import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { heldStatement, heldTogether } from '../../held/held-statements.ts'
import { paths } from '../../paths.ts'
import { answerHeld, cachingOf, jsonType } from '../../held/cached-answer.ts'
import { answerCsv } from './answer-csv.ts'
import { defaultLimit, feedQuery, pageQuery, parameters } from './api-schemas.ts'
import { atomFeed, atomType } from './atom.ts'
import { firstPage, listPage } from './list-json.ts'
import { describeApi } from './openapi.ts'
import type { Held } from '../../held/snapshot.ts'
import { statementAnswer } from './statement-json.ts'

/** The same for the life of the process. */
const description: Pick<Held, 'rendered' | 'asOf'> = { rendered: new Map(), asOf: null }

/** Statements and lists for machines, and what describes the API to them. */
export const apiRoutes = new Hono<AppEnv>()
  .get(paths.api.statements, async c => {
    const { publicUrl } = c.var.deps.config
    const held = await heldTogether(c)
    return answerHeld(c, held, 'json', jsonType, () =>
      JSON.stringify({ statements: held.statements.map(one => statementAnswer(publicUrl, one)) }),
    )
  })

  .get(paths.api.statement(':slug'), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { publicUrl } = c.var.deps.config
    return answerHeld(c, held, 'statement json', jsonType, () =>
      JSON.stringify(statementAnswer(publicUrl, held.statement)),
    )
  })

  .get(paths.api.signatories(':slug'), zValidator('query', pageQuery, refuse), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { statement, asOf } = held
    const asked = c.req.valid('query')
    if (Object.values(asked).every(value => value === undefined))
      return answerHeld(c, held, 'json', jsonType, () => JSON.stringify(firstPage(statement, defaultLimit)))
    const page = await listPage(c.var.deps.publicDb, statement, asked)
    if (!page)
      return c.json({ error: { status: 410, message: 'after: this signatory is not on the list' } }, 410)
    return c.json(page, 200, cachingOf(asOf))
  })

  .get(paths.api.signatoriesCsv(':slug'), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    return held ? answerCsv(c, held) : c.notFound()
  })

  .get(paths.api.signatoriesAtom(':slug'), zValidator('query', feedQuery, refuse), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { publicUrl } = c.var.deps.config
    const { lang = held.statement.defaultLanguage } = c.req.valid('query')
    return answerHeld(c, held, `atom ${lang}`, atomType, () => atomFeed(publicUrl, lang, held.statement))
  })

  .get(paths.api.description, c =>
    answerHeld(c, description, 'openapi', jsonType, () => JSON.stringify(describeApi())),
  )

type Checked = { success: boolean; error?: { issues: readonly { path: readonly PropertyKey[] }[] } }

/** Answers 400 in JSON where a parameter has no such value, and says what it takes. */
function refuse({ success, error }: Checked, c: { json: (body: unknown, status: 400) => Response }) {
  if (success) return undefined
  const names = [...new Set(error?.issues.map(({ path }) => String(path[0])))]
  const message = names.map(name => `${name}: ${parameters[name]}`).join('; ')
  return c.json({ error: { status: 400, message: `${message}; see ${paths.api.description}` } }, 400)
}
