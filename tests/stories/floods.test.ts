import { cpus, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { floodLimits } from '../../src/domain/flood-limits.ts'
import { paths } from '../../src/paths.ts'
import { cpuSeconds, residentMemory } from '../bench/processes.ts'
import { sendStrangers, waitOf } from '../support/crowd-of-strangers.ts'
import { sendProving } from '../support/flood.ts'
import { settingOf } from '../support/no-flood.ts'
import { type Fields, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

// The product under its own limits, as it is deployed, behind one proxy: each client says by a header who it is, as the
// platform or the proxy would.
const ownSettings = Object.fromEntries(
  Object.entries(floodLimits).map(([name, { most }]) => [settingOf(name), `${most}`]),
)
const stage = useStage({ ...ownSettings, TRUSTED_PROXIES: '1', MAIL_PER_SECOND: '2' })
const { visitor, mail, sql, origin } = stage

const form = paths.endorsement.ask('en', slug)
const send = (fields: Fields, address: string) =>
  visitor.send(form, {
    method: 'POST',
    body: new URLSearchParams({ ...sample, ...fields }),
    headers: { 'x-forwarded-for': address, 'cf-connecting-ip': address },
  })

const second = 1000
const attack = { perSecond: 200, seconds: 60 }
const honestCount = 10

/** Whether others than this test keep the machine busy: then no p95 is the product's. */
const isBusy = () => (loadavg()[0] ?? 0) > cpus().length

const readers = (milliseconds: number) =>
  sendStrangers({
    kind: 'read',
    url: stage.url(),
    origin,
    path: paths.statement.page('en', slug),
    pause: 10,
    milliseconds,
  })

/** Asks under ever new names for ever new victims. */
function flood(networks: number) {
  const fields = {
    ...sample,
    organisation: `Flood ${networks} {i}`,
    email: `v{i}@victim-${networks}-{i}.example`,
  }
  const body = new URLSearchParams(fields).toString().replaceAll('%7Bi%7D', '{i}')
  const milliseconds = attack.seconds * second
  return sendStrangers({
    kind: 'flood',
    url: stage.url(),
    origin,
    path: form,
    body,
    networks,
    milliseconds,
    perSecond: attack.perSecond,
  })
}

/** Asks as a browser with JavaScript does, and waits for the mail. @returns how long that took, in milliseconds */
async function askHonestly(i: number, networks: number): Promise<number> {
  const begun = performance.now()
  const email = `rep${i}@honest-${networks}-${i}.example.org`
  const fields = { ...sample, organisation: `Honest ${networks} ${i}`, email }
  const answer = await sendProving(typed => send(typed, `192.0.${i}.${networks}`), form, fields)
  expect(answer.status).toBe(303)
  await expect.poll(() => mail.arrived(email), { timeout: 60 * second, interval: 250 }).toHaveLength(1)
  return performance.now() - begun
}

/** Half a minute into a flood, as each minute on Workers. A process on Node has its own. */
const cronOnce = () => (target === 'workerd' ? pause(30 * second).then(stage.sweep) : undefined)

/** What the process that serves takes: megabytes before, during and after some work, a share of one core. */
async function measure<T>(work: () => Promise<T>) {
  const pid = stage.pid()
  if (pid === null) return { result: await work(), memory: { before: 0, most: 0, after: 0 }, cpu: 0 }
  const before = { cpu: cpuSeconds(pid), at: performance.now() }
  const memory = { before: residentMemory(pid), most: 0, after: 0 }
  const timer = setInterval(() => {
    memory.most = Math.max(memory.most, residentMemory(pid))
  }, 200)
  const result = await work().finally(() => clearInterval(timer))
  memory.after = residentMemory(pid)
  const cpu = ((cpuSeconds(pid) - before.cpu) * second) / (performance.now() - before.at)
  return { result, memory, cpu }
}

describe.each([1, 200])(`a flood from %i networks, on ${target}`, networks => {
  it('leaves readers alone, and honest representatives get their mail within a minute', async () => {
    // A process that has met no flood yet.
    await stage.restart()
    const wasBusy = isBusy()
    const quiet = await readers(5 * second)
    const { result, memory, cpu } = await measure(async () => {
      const [flooded, read, , waits] = await Promise.all([
        flood(networks),
        readers(attack.seconds * second),
        cronOnce(),
        pause(second).then(async () => {
          const waits: number[] = []
          // One after the other: they share one processor here, and have one each where they are.
          for (let i = 0; i < honestCount; i += 1) waits.push(await askHonestly(i, networks))
          return waits
        }),
      ])
      return { flooded, read, waits }
    })
    const { flooded, read, waits } = result
    const p95 = { quiet: waitOf(quiet, 0.95), flooded: waitOf(read, 0.95) }
    const median = { quiet: waitOf(quiet, 0.5), flooded: waitOf(read, 0.5) }
    const shown = ({ quiet, flooded }: typeof p95) => `${quiet.toFixed(1)} → ${flooded.toFixed(1)} ms`
    console.log(
      `${target}, ${networks} networks: ${JSON.stringify(flooded.statuses)}; readers' median ${shown(median)}, p95 ` +
        `${shown(p95)}${wasBusy ? ' (others keep the machine busy)' : ''}; the slowest honest mail after ` +
        `${(Math.max(...waits) / second).toFixed(1)} s; ${memory.before.toFixed(0)} → ${memory.most.toFixed(0)} → ${memory.after.toFixed(0)} MB, ${(cpu * 100).toFixed(0)} % of a core`,
    )
    expect(Object.keys(read.statuses)).toEqual(['200'])
    expect(Math.max(...waits)).toBeLessThan(60 * second)
    const most = networks === 1 ? floodLimits.unprovedByNetwork.most : floodLimits.greatFlood.most + 1
    expect(flooded.statuses[303] ?? 0).toBeLessThanOrEqual(most)
    const rows = await sql`SELECT 1 FROM endorsements WHERE name LIKE ${`Flood ${networks} %`}`
    expect(rows.length).toBeLessThanOrEqual(most)
    if (!wasBusy || target === 'node') expect(median.flooded).toBeLessThan(2 * median.quiet)
    // workerd shares its two cores with the database, with wrangler and with those who flood it: no p95 is its own.
    if (target === 'workerd') return
    expect(memory.most).toBeLessThanOrEqual(250)
    expect(cpu).toBeLessThan(0.5)
    if (!wasBusy) expect(p95.flooded).toBeLessThan(2 * p95.quiet)
  }, 240_000)
})

it('one inbox in twenty spellings gets three mails', async () => {
  const name = 'floodvictim'
  for (let i = 1; i <= 20; i += 1) {
    const dots = i < name.length ? `${name.slice(0, i)}.${name.slice(i)}` : `${name}+${i}`
    const email = `${dots}@${i % 2 === 0 ? 'gmail.com' : 'googlemail.com'}`
    const fields = { ...sample, organisation: `Spelling ${i}`, email }
    await sendProving(typed => send(typed, `172.16.${i}.1`), form, fields)
  }
  await expect
    .poll(async () => (await sql`SELECT 1 FROM asks WHERE sealed IS NOT NULL`).length, { timeout: 30_000 })
    .toBe(0)
  expect(await sql`SELECT 1 FROM endorsements WHERE name LIKE 'Spelling %'`).toHaveLength(3)
}, 120_000)
