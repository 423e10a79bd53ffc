import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths.ts'
import { sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

// Whose forms are counted together, as it is deployed: on Workers the platform says who asks and counts, on Node a proxy
// of ours says it and the process counts.

const form = paths.endorsement.ask('en', slug)
const most = 3
const limit = { LIMIT_FORMS_BY_NETWORK: `${most}` }
/** The platform's minute may end meanwhile, and it counts anew. */
const mostInTwoMinutes = 2 * most
const tries = mostInTwoMinutes + 1

type Stage = Pick<ReturnType<typeof useStage>, 'visitor'>

/** Sends forms, of which nothing comes unless `fieldsOf` gives more, each under some headers. @returns the statuses */
async function statusesOf(
  { visitor }: Stage,
  headersOf: (i: number) => Record<string, string>,
  fieldsOf: (i: number) => Record<string, string> = () => ({ organisation: '' }),
) {
  const statuses: number[] = []
  for (let i = 0; i < tries; i += 1) {
    const body = new URLSearchParams({ ...sample, ...fieldsOf(i) })
    statuses.push((await visitor.send(form, { method: 'POST', body, headers: headersOf(i) })).status)
  }
  return statuses
}

const taken = (statuses: number[]) => statuses.filter(status => status === 303).length

describe(`behind one proxy, on ${target}`, () => {
  const stage = useStage({ ...limit, TRUSTED_PROXIES: '1' })

  it('a network has so many forms, whatever its visitors write themselves', async () => {
    const statuses = await statusesOf(stage, i => ({
      'x-forwarded-for': `198.51.${i}.7, 203.0.113.${i}`,
      'cf-connecting-ip': `203.0.113.${i}`,
    }))
    expect(new Set(statuses)).toEqual(new Set([303, 429]))
    expect(taken(statuses)).toBeGreaterThanOrEqual(most)
    expect(taken(statuses)).toBeLessThanOrEqual(mostInTwoMinutes)
  })

  it('each other network has its own', async () => {
    const statuses = await statusesOf(stage, i => ({
      'x-forwarded-for': `203.0.113.1, 198.51.${i}.7`,
      'cf-connecting-ip': `198.51.${i}.7`,
    }))
    expect(taken(statuses)).toBe(tries)
  })
})

describe(`behind none, on ${target}`, () => {
  // This machine's own network never waits, as an onion service's visitors share it; a proof it is asked for.
  const stage = useStage({ LIMIT_UNPROVED_BY_NETWORK: `${most}` })

  it('nobody is another network by writing so', async () => {
    const statuses = await statusesOf(
      stage,
      i => ({ 'x-forwarded-for': `198.51.${i}.7` }),
      i => ({ email: `somebody-${i}@gmail.com` }),
    )
    expect(taken(statuses)).toBe(most)
    expect(new Set(statuses)).toEqual(new Set([303, 429]))
    // The operator may have forgotten to say that there is one.
    const warnings = stage.logged().filter(line => line.includes('proxy_not_trusted'))
    expect(warnings).toHaveLength(target === 'node' ? 1 : 0)
  })
})
