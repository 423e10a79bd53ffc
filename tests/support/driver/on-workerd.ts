import { crowded, pool, stranger, transaction } from './cases.ts'

// A Worker that has nothing but PostgreSQL's driver, as wrangler bundles it.

const cases = { crowded, pool, stranger, transaction }

export default {
  async fetch(request: Request, env: { HYPERDRIVE: { connectionString: string } }): Promise<Response> {
    const name = new URL(request.url).pathname.slice(1) as keyof typeof cases
    return Response.json(await cases[name](env.HYPERDRIVE.connectionString))
  },
}
