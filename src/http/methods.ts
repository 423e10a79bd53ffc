import type { Hono } from 'hono'
import type { AppEnv } from '../env.ts'

/** In the order in which an answer names them. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The methods that a path takes, HEAD wherever GET is; none where there is nothing at the path. */
export const methodsAt = ({ router }: Pick<Hono<AppEnv>, 'router'>, path: string): string[] =>
  methods.filter(method => {
    const [handlers] = router.match(method === 'HEAD' ? 'GET' : method, path)
    // Middleware is there for all methods, and is no page.
    return handlers.some(([[, route]]) => route.method !== 'ALL')
  })
