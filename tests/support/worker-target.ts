import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { createWorker, type WorkerEnv } from '../../src/worker.ts'

// The product on workerd as the stories meet it: the real Worker, with a door for the story to move its clock.

let moved = 0
const worker = createWorker(() => new Date(Date.now() + moved))

export default {
  fetch(request: Request, env: WorkerEnv, execution: ExecutionContext) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/test/clock') return worker.fetch(request, env, execution)
    moved += Number(searchParams.get('move'))
    return new Response(null, { status: 204 })
  },
  scheduled: (event: ScheduledController, env: WorkerEnv, execution: ExecutionContext) =>
    worker.scheduled(event, env, execution),
}
