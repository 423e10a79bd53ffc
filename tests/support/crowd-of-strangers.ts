import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { percentile } from '../bench/stats.ts'
import type { Order, Report } from './strangers.ts'

/** Has strangers do something in a process of their own; resolves when it is over. */
export function sendStrangers(order: Order): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('strangers.ts', import.meta.url)))
    child.once('message', report => resolve(report as Report))
    child.once('error', reject)
    child.send(order)
  })
}

/** The time within which a share of the answers had come, in milliseconds. */
export const waitOf = ({ times }: Report, share: number): number =>
  percentile(
    times.toSorted((a, b) => a - b),
    share,
  )
