import { Hono } from 'hono'
import { calendarFile } from '../../domain/calendar.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { languageParam, paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { outwardTitle } from '../outward-title.ts'

/** The deadline as a file for calendars (RFC 5545). */
export const deadlineRoutes = new Hono<AppEnv>().get(
  paths.statement.deadline(languageParam, ':slug'),
  async c => {
    const { deps, lang } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held || held.statement.closesAt === null) return c.notFound()
    const { statement } = held
    const { closesAt } = held.statement
    c.header('content-disposition', `attachment; filename="${statement.slug}-deadline.ics"`)
    return answerOnce(c, held, { name: `calendar ${lang}`, type: mediaTypes.calendar }, () =>
      deadlineFile(deps.config.publicUrl, lang, { ...statement, closesAt }, deps.now()),
    )
  },
)

function deadlineFile(
  publicUrl: string,
  lang: Language,
  statement: PublicStatement & { closesAt: string },
  now: Date,
): string {
  const { slug, closesAt, extensions } = statement
  const t = translator(lang)
  return calendarFile({
    // The same in every language and after every extension: a calendar moves the event that it has.
    uid: `deadline-${slug}@${new URL(publicUrl).host}`,
    stampedAt: now,
    startsAt: new Date(closesAt),
    summary: t('deadline.summary', { title: outwardTitle(lang, statement) }),
    description: t('deadline.meaning'),
    url: publicUrl + paths.statement.page(lang, slug),
    sequence: extensions.length,
  })
}
