import type { Context } from 'hono'
import { interfaceFor } from '../../domain/language.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { cachingHeaders, matchesTag } from '../../held/caching.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import { answerStream } from '../../held/stream.ts'
import { networkOfRequest } from '../../http/flood/flood-keys.ts'
import type { Language } from '../../i18n/index.ts'
import { mostHeld } from '../../storage/public-statements.ts'
import { eachBatch } from '../list/each-batch.ts'
import { heldInOrder } from '../list/list-order.ts'
import { csvPieces, listCsv } from './csv.ts'

/**
 * The whole list as a file. A list that is held whole is made once. A longer one is read while it is sent, in batches,
 * and its tag is of the revision: what did not change costs no look into the database.
 *
 * `lang` is the language of its headings, for people; without one they are for machines.
 */
export async function answerCsv(
  c: Context<AppEnv>,
  held: HeldStatement,
  lang: Language | undefined,
): Promise<Response> {
  const { statement } = held
  const { slug, revision, count, defaultLanguage } = statement
  const { publicUrl } = c.var.deps.config
  const form = { publicUrl, lang: lang ?? interfaceFor(defaultLanguage), isForPeople: lang !== undefined }
  const [name, end] = lang === undefined ? ['csv', ''] : [`csv-${lang}`, `.${lang}`]
  c.header('content-disposition', `attachment; filename="${slug}-signatories${end}.csv"`)
  if (count <= mostHeld) {
    return answerOnce(c, held, { name, type: mediaTypes.csv }, () =>
      listCsv(form, heldInOrder(statement, form.lang)),
    )
  }
  // Weak, as the list may change while it is read: the text is never older than the revision, and perhaps newer.
  const tag = `"${name}-${revision}"`
  const headers = { 'content-type': mediaTypes.csv, etag: `W/${tag}`, ...cachingHeaders(held) }
  if (matchesTag(c.req.header('if-none-match'), tag)) return c.body(null, 304, headers)
  return answerStream(c, headers, {
    event: 'csv_broke_off',
    pieces: csvPieces(form, eachBatch(c.var.deps.publicDb, statement, form.lang, networkOfRequest(c))),
    // The first batch is held; the second says whether the database answers.
    first: 2,
  })
}
