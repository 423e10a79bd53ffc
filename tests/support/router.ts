import { connect, createServer, type Socket } from 'node:net'

/** A router before a database, which can forget every connection that it has: nothing passes any more, and nobody is told. */
export type Router = { url: string; forget: () => void; close: () => Promise<void> }

export async function openRouter(databaseUrl: string): Promise<Router> {
  const { hostname, port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const known = new Set<Socket>()
  const server = createServer(client => {
    const database = connect(Number(port), hostname)
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from)
      known.add(from)
      from.on('data', data => known.has(from) && to.write(data))
      from.on('error', () => {})
      from.on('close', () => {
        if (known.has(from)) to.destroy()
        sockets.delete(from)
        known.delete(from)
      })
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address ? String(address.port) : ''
  return {
    url: Object.assign(new URL(databaseUrl), { port: own }).href,
    forget: () => known.clear(),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
