import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

// Strangers at the product's door, a process of their own: what they do to it is measured and not what they do to the
// test. One order over the IPC channel, one answer.

/** Reads a page again and again, `pause` milliseconds after each answer. */
type Reading = { kind: 'read'; path: string; pause: number }
/** Sends ever new forms, whether answers come or not; in what is sent `{i}` is its number. Each is from one of `networks`. */
type Flooding = { kind: 'flood'; path: string; body: string; networks: number; perSecond: number }
export type Order = (Reading | Flooding) & { url: string; origin: string; milliseconds: number }

/** How often which status came (0: none), and the milliseconds until each answer had ended. */
export type Report = { statuses: Record<number, number>; times: number[] }

const agent = new Agent({ keepAlive: true })

function send(url: URL, method: 'GET' | 'POST', headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise(resolve => {
    request(url, { agent, method, headers }, answer => {
      answer.resume()
      answer.once('close', () => resolve(answer.complete ? (answer.statusCode ?? 0) : 0))
    })
      .once('error', () => resolve(0))
      .end(body)
  })
}

/** The header by which the platform, or our proxy, says who sent it. */
const from = (address: string) => ({ 'x-forwarded-for': address, 'cf-connecting-ip': address })

async function obey(order: Order): Promise<Report> {
  const report: Report = { statuses: {}, times: [] }
  const begun = performance.now()
  const url = new URL(order.path, order.url)
  const timed = async (method: 'GET' | 'POST', headers: Record<string, string>, body?: string) => {
    const sentAt = performance.now()
    const status = await send(url, method, headers, body)
    report.statuses[status] = (report.statuses[status] ?? 0) + 1
    report.times.push(performance.now() - sentAt)
  }
  if (order.kind === 'read') {
    while (performance.now() - begun < order.milliseconds) {
      await timed('GET', from('192.0.2.1'))
      await pause(order.pause)
    }
    return report
  }
  const answers: Promise<void>[] = []
  const { perSecond, networks, origin } = order
  const count = (perSecond * order.milliseconds) / 1000
  for (let i = 0; i < count; i += 1) {
    const ahead = begun + (i * 1000) / perSecond - performance.now()
    if (ahead > 0) await pause(ahead)
    const n = i % networks
    const body = order.body.replaceAll('{i}', `${i}`)
    const headers = {
      ...from(`10.${n >> 8}.${n & 255}.9`),
      origin,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': `${Buffer.byteLength(body)}`,
    }
    answers.push(timed('POST', headers, body))
  }
  await Promise.all(answers)
  return report
}

process.once('message', async (order: Order) => {
  const report = await obey(order)
  process.send?.(report, () => process.exit())
})
