import { connect } from 'node:net'

/** In milliseconds. */
const longestWait = 5000
/** SSLRequest, which a server answers by S or N: https://www.postgresql.org/docs/17/protocol-message-formats.html */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])

/** Whether the driver gives up where the database speaks no TLS. */
export function demandsTls(url: string): boolean {
  const { searchParams } = new URL(url)
  const mode = searchParams.get('sslmode') ?? searchParams.get('ssl')
  return mode !== null && !['', 'disable', 'false', 'prefer'].includes(mode)
}

/** Null where nobody answers. */
export function speaksTls(url: string): Promise<boolean | null> {
  const { hostname, port } = new URL(url)
  return new Promise(resolve => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 5432 })
    const end = (answer: boolean | null) => {
      resolve(answer)
      socket.destroy()
    }
    socket
      .once('connect', () => socket.write(sslRequest))
      .once('data', data => end(data[0] === 'S'.charCodeAt(0)))
      .once('error', () => end(null))
      .once('close', () => end(null))
      .setTimeout(longestWait, () => end(null))
  })
}
