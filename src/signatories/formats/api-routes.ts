import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { interfaceFor } from '../../domain/language.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { noAnswers } from '../../held/answers.ts'
import { cachingHeaders } from '../../held/caching.ts'
import { currentSnapshot, heldStatement } from '../../held/held-statements.ts'
import { takeBeginning, takeSearch } from '../../held/slots.ts'
import { networkOfRequest } from '../../http/flood/flood-keys.ts'
import { paths } from '../../paths.ts'
import { answerCsv } from './answer-csv.ts'
import { atomFeed } from './atom.ts'
import { listPage } from './list-json.ts'
import { describeApi } from './openapi.ts'
import { checkedTableQuery, feedQuery, pageQuery, parameters, wholeTable } from './query-schemas.ts'
import { statementAnswer } from './statement-json.ts'

/** Made once in the life of the process. */
const description = { answers: noAnswers(), asOf: null, readersInDanger: false }

/** Statements and lists for machines, and what describes the API to them. */
export const apiRoutes = new Hono<AppEnv>()
  .get(paths.api.statements, async c => {
    const { publicUrl } = c.var.deps.config
    const snapshot = await currentSnapshot(c)
    return answerOnce(c, snapshot, { name: 'json', type: mediaTypes.json }, () =>
      JSON.stringify({
        statements: snapshot.statements.map(summary => statementAnswer(publicUrl, summary)),
      }),
    )
  })

  .get(paths.api.statement(':slug'), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { publicUrl } = c.var.deps.config
    return answerOnce(c, held, { name: 'statement json', type: mediaTypes.json }, () =>
      JSON.stringify(statementAnswer(publicUrl, held.statement)),
    )
  })

  .get(paths.api.signatories(':slug'), zValidator('query', pageQuery, refuse), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const query = c.req.valid('query')
    if (Object.values(query).every(value => value === undefined)) {
      return answerOnce(c, held, { name: 'json', type: mediaTypes.json }, async () =>
        JSON.stringify(await listPage(c.var.deps, held, query, takeBeginning)),
      )
    }
    const page = await listPage(c.var.deps, held, query, () => takeSearch(networkOfRequest(c)))
    if (!page) {
      return c.json({ error: { status: 410, message: 'after: this signatory is not on the list' } }, 410)
    }
    return c.json(page, 200, cachingHeaders(held))
  })

  .get(paths.api.signatoriesCsv(':slug'), zValidator('query', checkedTableQuery, refuse), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    return held ? answerCsv(c, held, c.req.valid('query').lang) : c.notFound()
  })

  .get(paths.api.signatoriesAtom(':slug'), zValidator('query', feedQuery, refuse), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { publicUrl } = c.var.deps.config
    const { lang = interfaceFor(held.statement.defaultLanguage) } = c.req.valid('query')
    return answerOnce(c, held, { name: `atom ${lang}`, type: mediaTypes.atom }, () =>
      atomFeed(publicUrl, lang, held.statement),
    )
  })

  .get(paths.api.description, c =>
    answerOnce(c, description, { name: 'openapi', type: mediaTypes.json }, () =>
      JSON.stringify(describeApi()),
    ),
  )

type CheckResult = {
  success: boolean
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }
}

/** Answers 400 in JSON where a parameter has no such value, and says what it takes. */
function refuse({ success, error }: CheckResult, c: { json: (body: unknown, status: 400) => Response }) {
  if (success) return undefined
  const issues = error?.issues ?? []
  const faults = issues.map(({ path: [name = ''], message }) => {
    const words = message === wholeTable ? wholeTable : parameters[String(name)]
    return `${String(name)}: ${words}`
  })
  const message = [...new Set(faults)].join('; ')
  return c.json({ error: { status: 400, message: `${message}; see ${paths.api.description}` } }, 400)
}
