import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { heldStatement, heldTogether } from '../http/statement.ts'
import { paths } from '../paths.ts'
import { answerHeld, jsonType } from './answer.ts'
import { describeApi } from './openapi.ts'
import type { Held } from './snapshot.ts'
import { statementAnswer } from './statement-json.ts'

/** The same for the life of the process. */
const description: Pick<Held, 'rendered'> = { rendered: new Map() }

/** Statements for machines, and what describes the API to them. */
export const apiRoutes = new Hono<AppEnv>()
  .get(paths.apiStatements, async c => {
    const { publicUrl } = c.var.deps.config
    const held = await heldTogether(c)
    return answerHeld(c, held, 'json', jsonType, () =>
      JSON.stringify({ statements: held.statements.map(one => statementAnswer(publicUrl, one)) }),
    )
  })

  .get(paths.apiStatement(':slug'), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { publicUrl } = c.var.deps.config
    return answerHeld(c, held, 'statement json', jsonType, () =>
      JSON.stringify(statementAnswer(publicUrl, held.statement)),
    )
  })

  .get(paths.apiDescription, c =>
    answerHeld(c, description, 'openapi', jsonType, () => JSON.stringify(describeApi())),
  )
