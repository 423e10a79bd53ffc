import type { Child } from 'hono/jsx'
import { loadBeside } from '../queue/load-queue.ts'
import { filterQuery } from '../queue/queue-filter.ts'
import { QueueList } from '../queue/queue-list.tsx'
import { loadDoneNotice } from './done-notice.tsx'
import type { TypedKnown } from './known-form.tsx'
import type { TypedNote } from './note-form.tsx'
import { filterIn, type RequestContext } from './request-context.ts'
import { renderRequestPage } from './request-page.tsx'
import type { RequestView } from './request-view.ts'

type Showing = { status: 200 | 409 | 422; notice?: Child; note?: TypedNote; known?: TypedKnown }

/** Answers with a request's page: beside the queue, and below a notice of what was refused or just done. */
export async function showRequest(
  c: RequestContext,
  view: RequestView,
  { status, notice, note, known }: Showing,
): Promise<Response> {
  const { deps, signedIn } = c.var
  const { id } = view.endorsement
  const filter = filterIn(c)
  const rows = await loadBeside(deps, filter, { id }, c.var.lang)
  const index = rows.findIndex(row => row.id === id)
  const neighbours = { previous: rows[index - 1]?.id ?? null, next: rows[index + 1]?.id ?? null }
  const page = renderRequestPage({
    signedIn,
    view,
    note,
    known,
    neighbours,
    now: deps.now(),
    query: filterQuery(filter),
    beside: <QueueList lang={c.var.lang} rows={rows} filter={filter} selected={id} />,
    notice: notice ?? (await loadDoneNotice(c)),
  })
  return c.html(page, status)
}
