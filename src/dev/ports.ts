import { createServer } from 'node:net'
import { startError, takenPort } from './start-error.ts'

/** The port that a setting names; StartError where it names none. MAILBOX_PORT may be 0: any free one. */
export function readPort(variable: string, text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535 && (port > 0 || variable === 'MAILBOX_PORT')) return port
  throw startError(`${variable} must be a port from 1 to 65535, not "${text}".`)
}

/**
 * Throws a StartError when the port cannot be listened on. Of localhost both families are looked at: a browser that is
 * sent there may try either.
 */
export async function checkPort(variable: string, port: number, host: string): Promise<void> {
  const local = host === '127.0.0.1' || host === 'localhost'
  for (const address of local ? ['127.0.0.1', '::1'] : [host]) {
    const problem = await tryPort(port, address)
    if (problem === 'EADDRINUSE') throw takenPort(variable, port)
    if (problem === 'EACCES')
      throw startError(`Port ${port} needs more rights than you have. Set ${variable} to one above 1023.`)
    if (problem && address === host)
      throw startError(`HOST ${host} is not an address of this machine (${problem}).`)
  }
}

function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise(done => {
    const server = createServer()
    server.on('error', (e: NodeJS.ErrnoException) => done(e.code ?? e.message))
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(undefined)))
  })
}
