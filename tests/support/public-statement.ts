import { utcDate } from '../../src/domain/dates.ts'
import { dayOfLastChange } from '../../src/domain/list-dates.ts'
import { countKinds, saysTheSameSince } from '../../src/domain/statement.ts'
import type { PublicStatement, Signatory } from '../../src/storage/public-statements.ts'
import type { StatementSummary } from '../../src/storage/statement-summaries.ts'

/** A signatory as a public page has it; each test names only what it is about. */
export const publicSignatory = (changes: Partial<Signatory> = {}): Signatory => ({
  id: crypto.randomUUID(),
  name: 'Human Constanta',
  names: {},
  country: 'BY',
  website: null,
  comment: null,
  founding: false,
  version: 1,
  textLanguage: 'en',
  signedOn: '2026-03-02',
  late: false,
  kind: 'organisation',
  title: null,
  affiliation: null,
  ...changes,
})

/** A statement whose whole list is held, with what follows from the list. */
export function publicStatement(changes: Partial<PublicStatement> = {}): PublicStatement {
  const { signatories = [] } = changes
  const countries = [...new Set(signatories.map(({ country }) => country))]
  return {
    slug: 'forcible-expulsion',
    defaultLanguage: 'en',
    source: null,
    readersInDanger: false,
    revision: 12,
    opensAt: null,
    closesAt: null,
    lateSignatories: false,
    timeZone: 'UTC',
    publicSince: null,
    extensions: [],
    final: null,
    version: 1,
    change: 'substantive',
    publishedAt: '2026-03-01T12:00:00.000Z',
    sha256: '0'.repeat(64),
    texts: [{ language: 'en', title: 'A statement', markdown: '# A statement\n', sha256: '0'.repeat(64) }],
    courtesy: [],
    earlier: [],
    signers: ['organisation'],
    listOrder: 'date',
    count: signatories.length,
    kinds: countKinds(signatories.map(({ kind }) => ({ kind, count: 1 }))),
    groups: signatories.map(({ kind, country, founding, late }) => ({
      kind,
      country,
      founding,
      late,
      count: 1,
    })),
    withheldKinds: { organisation: changes.withheld ?? 0, network: 0, person: 0 },
    saysSince: saysTheSameSince({ version: 1, change: 'substantive', earlier: [], ...changes }),
    signedEarlier: [],
    withheld: 0,
    withheldEarlier: [],
    countries: countries.map(country => ({
      country,
      count: signatories.filter(one => one.country === country).length,
    })),
    signatories,
    newest: signatories
      .filter(({ founding }) => !founding)
      .toReversed()
      .slice(0, 100),
    withdrawals: [],
    ...changes,
  }
}

/** What is held of a statement without its texts and names. */
export function summaryOf(statement: PublicStatement): StatementSummary {
  const { signatories, newest, withdrawals, countries, groups, texts, courtesy, earlier, ...rest } = statement
  const head = <T extends { markdown: string }>({ markdown, ...text }: T) => text
  return {
    ...rest,
    texts: texts.map(head),
    courtesy: courtesy.map(head),
    earlier: earlier.map(version => ({
      ...version,
      texts: version.texts.map(head),
      courtesy: version.courtesy.map(head),
    })),
    changedOn: dayOfLastChange({ newest, withdrawals }, utcDate(new Date(statement.publishedAt))),
  }
}
