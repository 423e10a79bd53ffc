import { connect, createServer, type Socket } from 'node:net'

/**
 * One message among those that passed: the `nth` with this name, from 1. The name says who sent it (`>` the product),
 * its type by PostgreSQL's letter, and the statement that it belongs to.
 */
export type Point = { name: string; nth: number }

/** A message by which a connection begins. */
export const isOfStart = ({ name }: Point) => /^[<>] \w+ $/.test(name)

/**
 * Whether the other end answers this message. PostgreSQL does at a Query, a Flush and a Sync; the driver goes on at a
 * statement's parameters and where it is over.
 */
export const isAnswered = (point: Point) => isOfStart(point) || /^(> [QHS]|< [tZ]) /.test(point.name)

/** What stands between the product and its database, reads every message, and cuts at one. */
export type Cutter = {
  url: string
  /** Gives each message from now on, until {@link Cutter.disarm}, in the order in which they pass. */
  record: () => Point[]
  /** At this message, before it goes on or just after, the connection is cut, or `act` is called, once. */
  arm: (point: Point, side: 'before' | 'after', act?: () => void) => void
  disarm: () => void
  /** Cuts every connection that there is. */
  cutAll: () => void
  isCut: () => boolean
  /** In milliseconds: for how long no message has passed. */
  quietFor: () => number
  close: () => Promise<void>
}

/** https://www.postgresql.org/docs/17/protocol-message-formats.html: a message without a type begins a connection. */
const sslRequest = 80877103

type Armed = {
  point: Point
  side: 'before' | 'after'
  act?: (() => void) | undefined
  seen: number
  isCut: boolean
}

export async function openCutter(databaseUrl: string): Promise<Cutter> {
  const { hostname, port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let recorded: Point[] | undefined
  let counts = new Map<string, number>()
  let armed: Armed | undefined
  let lastAt = performance.now()

  /** Notes a message; says on which side of it the connection is cut, if at all. */
  function note(name: string): Armed | undefined {
    lastAt = performance.now()
    if (recorded) {
      const nth = (counts.get(name) ?? 0) + 1
      counts.set(name, nth)
      recorded.push({ name, nth })
    }
    if (!armed || armed.isCut || armed.point.name !== name) return undefined
    armed.seen++
    return armed.seen === armed.point.nth ? armed : undefined
  }

  const server = createServer(client => {
    const database = connect(Number(port), hostname)
    let statement = ''
    const prepared = new Map<string, string>()
    const destroy = () => {
      client.destroy()
      database.destroy()
    }
    const pass = (to: Socket, message: Buffer, name: string): boolean => {
      const hit = note(name)
      if (!hit) {
        to.write(message)
        return true
      }
      hit.isCut = true
      const { act = destroy } = hit
      if (hit.side === 'after') to.write(message, act)
      else act()
      return false
    }
    const fromProduct = readMessages(true, message => {
      const type = String.fromCharCode(message[0] ?? 0)
      const [first = '', second = ''] = message.subarray(5, 2000).toString('latin1').split('\0')
      if (type === 'Q') statement = short(first)
      if (type === 'P') prepared.set(first, short(second))
      // A Bind names a portal and a statement, which may have come long before.
      if (type === 'P' || type === 'B') statement = prepared.get(type === 'P' ? first : second) ?? statement
      return pass(database, message, `> ${type === '\0' ? 'start' : type} ${statement}`)
    })
    const fromDatabase = readMessages(false, message =>
      pass(client, message, `< ${String.fromCharCode(message[0] ?? 0)} ${statement}`),
    )
    client.on('data', data => {
      if (data.length >= 8 && data.readUInt32BE(4) === sslRequest) fromDatabase.answersInOneByte()
      fromProduct.read(data)
    })
    database.on('data', data => fromDatabase.read(data))
    for (const socket of [client, database]) {
      sockets.add(socket)
      // Each message is a write of its own, and would wait for the other end's word on the one before.
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        destroy()
      })
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address ? String(address.port) : ''
  return {
    url: Object.assign(new URL(databaseUrl), { port: own }).href,
    record() {
      counts = new Map()
      recorded = []
      return recorded
    },
    arm(point, side, act) {
      armed = { point, side, act, seen: 0, isCut: false }
    },
    disarm() {
      recorded = undefined
      armed = undefined
    },
    cutAll() {
      for (const socket of sockets) socket.destroy()
    },
    isCut: () => armed?.isCut ?? false,
    quietFor: () => performance.now() - lastAt,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/**
 * Hands over whole messages: a type of one byte and a length that counts itself; without the type where a connection
 * begins. After a message that `take` declines nothing is handed over any more.
 */
function readMessages(beginsUntyped: boolean, take: (message: Buffer) => boolean) {
  let rest = Buffer.alloc(0)
  let isUntyped = beginsUntyped
  let isOneByte = false
  let isOver = false
  return {
    /** The next is no message: the database's word on encryption. */
    answersInOneByte() {
      isOneByte = true
    },
    read(data: Buffer) {
      rest = Buffer.concat([rest, data])
      while (!isOver) {
        const head = isUntyped ? 0 : 1
        const size = sizeOf()
        if (size === null || rest.length < size) return
        const message = rest.subarray(0, size)
        if (isUntyped) isUntyped = message.readUInt32BE(4) === sslRequest
        isOneByte = false
        rest = rest.subarray(size)
        isOver = !take(message)

        function sizeOf(): number | null {
          if (isOneByte) return 1
          return rest.length < head + 4 ? null : head + rest.readUInt32BE(head)
        }
      }
    },
  }
}

const short = (statement: string) => statement.replace(/\s+/g, ' ').slice(0, 120)
