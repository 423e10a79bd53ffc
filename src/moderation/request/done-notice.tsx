import type { Child } from 'hono/jsx'
import { isId } from '../../domain/uuid.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { Notice } from '../../ui/parts.tsx'
import { OrganisationName } from '../organisation-name.tsx'
import { isSaid, SaidNotice } from '../said-notice.tsx'
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
  if (isSaid(said)) return <SaidNotice lang={lang} said={said} />
  const id = c.req.query('done') ?? ''
  if (!isId(id)) return null
  const endorsement = await findEndorsement(deps.db, id)
  if (!endorsement) return null
  const { status, organisation } = endorsement
  const isFirstApproval = status === 'confirmed' && endorsement.firstApproval?.by === signedIn.moderator.id
  const isOwnPage = c.req.path === paths.desk.request(id)
  return (
    <>
      <Notice kind="done">
        <p role="status">
          <a href={paths.desk.request(id)}>
            <OrganisationName lang={lang} organisation={organisation} />
          </a>
          : {t(isFirstApproval ? 'desk.done.first' : `desk.done.${status}`)}
        </p>
      </Notice>
      {/* The request's own page has the way back already. */}
      {!isOwnPage && <Undo lang={lang} endorsement={endorsement} now={deps.now()} query={queueQueryIn(c)} />}
    </>
  )
}
