import type { Child } from 'hono/jsx'
import { isInSight } from '../../domain/sight.ts'
import { isId } from '../../domain/uuid.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { findEndorsement, findLastEvent } from '../../storage/endorsements.ts'
import { isMailOwed } from '../../storage/outbox.ts'
import { findRound } from '../../storage/statement-times.ts'
import { Notice } from '../../ui/parts.tsx'
import { OrganisationName } from '../organisation-name.tsx'
import { isDeskSaying, SaidNotice } from '../said-notice.tsx'
import { mailAfter, whenMailed, wordsFor } from './done-words.ts'
import { queueQueryIn, type RequestContext } from './request-context.ts'
import { Undo } from './undo.tsx'

/** What was decided on the page before: who, what, and the way back while there is one. */
export async function loadDoneNotice(c: RequestContext): Promise<Child> {
  const { deps, signedIn } = c.var
  const lang = c.var.lang
  const t = translator(lang)
  if (c.req.query('noted') === 'yes') {
    return (
      <Notice kind="done">
        <p role="status">{t('desk.note.kept')}</p>
      </Notice>
    )
  }
  if (c.req.query('known') === 'yes') {
    return (
      <Notice kind="done">
        <p role="status">{t('desk.known.kept')}</p>
      </Notice>
    )
  }
  const said = c.req.query('said') ?? ''
  if (isDeskSaying(said)) return <SaidNotice lang={lang} said={said} />
  const id = c.req.query('done') ?? ''
  if (!isId(id)) return null
  const [endorsement, last] = await Promise.all([findEndorsement(deps.db, id), findLastEvent(deps.db, id)])
  if (!endorsement || !last || !isInSight(signedIn.moderator.sight, endorsement.statement)) return null
  const { organisation } = endorsement
  const { isPrivate } = await findRound(deps.db, endorsement.statement)
  const words = wordsFor({ endorsement, last, moderator: signedIn.moderator.id, isPrivate })
  const mail = last.actor === 'moderator' ? mailAfter(last.kind) : null
  const isOwed = mail && (await isMailOwed(deps.db, { endorsementId: id, kind: mail, since: last.at }))
  const isOwnPage = c.req.path === paths.desk.request(id)
  return (
    <>
      <Notice kind="done">
        <p role="status">
          <a href={paths.desk.request(id)}>
            <OrganisationName lang={lang} organisation={organisation} />
          </a>
          : {t(words)}
          {mail && `; ${t(whenMailed(endorsement, { isOwed: isOwed === true, now: deps.now() }))}`}
        </p>
      </Notice>
      {/* The request's own page has the way back already. */}
      {!isOwnPage && <Undo lang={lang} endorsement={endorsement} now={deps.now()} query={queueQueryIn(c)} />}
    </>
  )
}
