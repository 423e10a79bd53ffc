import { connect, createServer, type Socket } from 'node:net'

// A wire to PostgreSQL that is listened to: so the references run what the built product really sends, whatever the
// source says. Only what a client of postgres.js sends is understood, without encryption.

/** One statement as it went over the wire; parameters in PostgreSQL's text form. */
export type Statement = { text: string; parameters: (string | null)[] }
export type Heard = Statement & { connection: number }

export type Wire = {
  /** The URL with the wire in between. */
  url: (url: string) => string
  /** What was heard since the last time. */
  take: () => Heard[]
  stop: () => Promise<void>
}

const startupMessage = ''

/** The messages of a client in what has arrived of its bytes, and the rest. The first message has no kind. */
export function readMessages(
  bytes: Buffer,
  started: boolean,
): { messages: [string, Buffer][]; rest: Buffer } {
  const messages: [string, Buffer][] = []
  let rest = bytes
  for (;;) {
    const kindLength = started || messages.length > 0 ? 1 : 0
    if (rest.length < kindLength + 4) return { messages, rest }
    const length = rest.readInt32BE(kindLength)
    if (rest.length < kindLength + length) return { messages, rest }
    const kind = kindLength === 0 ? startupMessage : rest.toString('latin1', 0, 1)
    messages.push([kind, rest.subarray(kindLength + 4, kindLength + length)])
    rest = rest.subarray(kindLength + length)
  }
}

/** Up to the next zero byte, and where what follows begins. */
function readText(bytes: Buffer, from: number): [string, number] {
  const end = bytes.indexOf(0, from)
  return [bytes.toString('utf8', from, end), end + 1]
}

function readParameters(bind: Buffer, from: number): (string | null)[] {
  const formats = bind.readInt16BE(from)
  let at = from + 2 + formats * 2
  const count = bind.readInt16BE(at)
  at += 2
  return Array.from({ length: count }, () => {
    const length = bind.readInt32BE(at)
    const begin = at + 4
    at = begin + Math.max(0, length)
    return length < 0 ? null : bind.toString('utf8', begin, at)
  })
}

/** The statements of one connection, from its messages in their order. */
export function createReader(): (kind: string, message: Buffer) => Statement | null {
  const prepared = new Map<string, string>()
  return (kind, message) => {
    if (kind === 'Q') return { text: readText(message, 0)[0], parameters: [] }
    const [first, next] = readText(message, 0)
    if (kind === 'P') {
      prepared.set(first, readText(message, next)[0])
    } else if (kind === 'B') {
      const [name, at] = readText(message, next)
      return { text: prepared.get(name) ?? '', parameters: readParameters(message, at) }
    }
    return null
  }
}

export async function tapWire(databaseUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(databaseUrl)
  let heard: Heard[] = []
  let connections = 0
  const open = new Set<Socket>()
  const listen = (client: Socket, connection: number) => {
    const read = createReader()
    let rest: Buffer = Buffer.alloc(0)
    let started = false
    client.on('data', data => {
      const arrived = readMessages(Buffer.concat([rest, data]), started)
      rest = arrived.rest
      started ||= arrived.messages.length > 0
      for (const [kind, message] of arrived.messages) {
        const statement = read(kind, message)
        if (statement) heard.push({ ...statement, connection })
      }
    })
  }
  const server = createServer(client => {
    const database = connect(Number(port), hostname)
    listen(client, ++connections)
    client.pipe(database).pipe(client)
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy()).on('close', () => open.delete(one))
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address ? String(address.port) : ''
  return {
    url: url => Object.assign(new URL(url), { port: own }).href,
    take() {
      const taken = heard
      heard = []
      return taken
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const begins = /^\s*begin\b/i
const ends = /^\s*(commit|rollback)\b/i

/** The statements of the one transaction in which one contains `mark`, without begin and commit. */
export function transactionWith(heard: readonly Heard[], mark: string): Statement[] {
  for (const connection of new Set(heard.map(one => one.connection))) {
    let transaction: Statement[] = []
    for (const { text, parameters } of heard.filter(one => one.connection === connection)) {
      if (begins.test(text)) transaction = []
      else if (!ends.test(text)) transaction.push({ text, parameters })
      else if (transaction.some(one => one.text.includes(mark))) return transaction
    }
  }
  throw new Error(`no transaction with: ${mark}`)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const bytes = /^\\x(?:[0-9a-f]{2}){16,}$/

/** The same transaction for somebody else: each id, hash and sealed value becomes a new one, the same wherever it stood. */
export function forSomebodyElse(
  statements: readonly Statement[],
  random: (length: number) => Buffer,
  randomId: () => string,
): Statement[] {
  const another = (parameter: string) => {
    if (uuid.test(parameter)) return randomId()
    if (!bytes.test(parameter)) return parameter
    return `\\x${random((parameter.length - 2) / 2).toString('hex')}`
  }
  const replaced = new Map<string, string>()
  const replace = (parameter: string | null) => {
    if (parameter === null) return null
    const known = replaced.get(parameter)
    if (known) return known
    const other = another(parameter)
    replaced.set(parameter, other)
    return other
  }
  return statements.map(({ text, parameters }) => ({ text, parameters: parameters.map(replace) }))
}
