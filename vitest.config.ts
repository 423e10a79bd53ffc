import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { isMadeText, makeText } from './src/build/made-texts.ts'

/** `npm run test:all`: see tests/support/exhaustive.ts. */
const isExhaustive = process.env.TESTS === 'all'

const base = {
  globalSetup: ['tests/support/global.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // How long a poll waits where the test means no time of its own: on a busy machine a second is little.
  expect: { poll: { timeout: 10_000 } },
}

/** What esbuild and wrangler do with the same files: text. */
const sourceAssets = {
  name: 'source-assets',
  enforce: 'pre' as const,
  resolveId: (id: string) => (isMadeText(id) ? `\0${id}` : null),
  async load(id: string) {
    const [path = ''] = id.split('?')
    if (isMadeText(path)) return `export default ${JSON.stringify((await makeText(path)).text)}`
    if (path.endsWith('.md')) return `export default ${JSON.stringify(readFileSync(path, 'utf8'))}`
    return null
  },
}

/** On workerd it needs the machine for itself. */
const crowd = 'tests/stories/crowd.test.ts'
/** On both runtimes, one after the other: how long something takes is compared. */
const floods = 'tests/stories/floods.test.ts'
const enumeration = 'tests/alone/enumeration.test.ts'

/** What `npm test` leaves to `npm run test:all`, by project: one file of each kind is in it at least. */
const leaves = isExhaustive
  ? { postgres: [], dev: [], browser: [], node: [], workerd: [crowd, floods] }
  : {
      // Many inputs to every door, a fault at every write, whole sites written to disk, crowds, and ten thousand rows.
      postgres: [
        'tests/app/{export,hostile-parameters}.test.ts',
        'tests/storage/{evidence,queue}.test.ts',
        'tests/verbs/{one-transaction,races}.test.ts',
      ],
      // The tests' own database, mailbox and browser are started by the same code.
      dev: ['tests/dev/{local,postgres,postgres-as-root}.test.ts'],
      // A browser costs more than all else: a representative, a reader and a moderator go their way in it, looked at and
      // attacked. Every other page, slow connections and servers in trouble are left.
      browser: [
        'tests/browser/{asking,budget,copying,desk-*,embed,floods,leaving,live*,pages,private-page}.test.ts',
        'tests/browser/{home,persons,pseudo-language,public-pages,readers-in-danger}.test.ts',
        'tests/browser/{screenshot,signing-in,writing}.test.ts',
      ],
      // Most of what these tell is tested in the verbs too.
      node: [
        'tests/stories/{contact-person,crowd,database-away,deadline,desk-live,desk-log,desk-people}.test.ts',
        'tests/stories/{desk-second-press,imitations,proposing}.test.ts',
        'tests/stories/{full-disk,kills,leaving,lost-connection,lost-link,names,private-page,queue-evidence}.test.ts',
        'tests/stories/{reconfirming,replay,strangers,team,texts,two-people,writing}.test.ts',
      ],
      // What is there on workerd in `npm test`: connections, answers kept, the whole way of a request.
      workerd: ['tests/stories/!(driver|endorsing|lost-connection|replay).test.ts'],
    }

// The stories are the same files for both runtimes; TARGET says which one they talk to.
const stories = (name: 'node' | 'workerd') => ({
  extends: true as const,
  test: {
    ...base,
    name: `stories on ${name}`,
    include: ['tests/stories/**/*.test.ts'],
    // Of workerd alone; what ends the process that serves, and what Node answers before the app does.
    exclude:
      name === 'node'
        ? ['tests/stories/{driver,settings-of-a-worker}.test.ts', floods, ...leaves.node]
        : ['tests/stories/{bare-answers,kills}.test.ts', ...leaves.workerd],
    env: { TARGET: name },
  },
})

/** After all others and one at a time: how long something takes is told on a machine that does nothing else. */
const alone = {
  extends: true as const,
  test: {
    ...base,
    name: 'alone',
    include: ['tests/alone/**/*.test.ts', crowd, floods],
    env: { TARGET: 'workerd' },
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
}

/** As `alone`, of the server on Node. */
const aloneOnNode = {
  extends: true as const,
  test: {
    ...base,
    name: 'alone on node',
    include: [floods, enumeration],
    env: { TARGET: 'node' },
    maxWorkers: 1,
    sequence: { groupOrder: 2 },
  },
}

const browserOnWorkerd = {
  extends: true as const,
  test: {
    ...base,
    name: 'browser on workerd',
    include: ['tests/browser/desk.test.ts'],
    testTimeout: 120_000,
    env: { TARGET: 'workerd' },
  },
}

export default defineConfig({
  plugins: [sourceAssets],
  test: {
    // One more than the cores of CI's machines: browsers, clocks and databases are waited for a good part of the time.
    maxWorkers: 3,
    // The files that a worker runs one after the other share its modules: to load them anew costs more than most tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['tests/{pure,house}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...base,
          name: 'postgres',
          include: ['tests/{storage,verbs,app}/**/*.test.ts'],
          exclude: leaves.postgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'dev',
          include: ['tests/dev/**/*.test.ts'],
          exclude: leaves.dev,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      stories('node'),
      stories('workerd'),
      {
        extends: true,
        test: {
          ...base,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: leaves.browser,
          testTimeout: 120_000,
        },
      },
      ...(isExhaustive ? [alone, aloneOnNode, browserOnWorkerd] : []),
    ],
  },
})
