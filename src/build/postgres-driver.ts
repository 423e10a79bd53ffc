import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'

// postgres 3.4.9 loses count of a connection that many use, and goes on to use one that it has lost: the rollback of a
// transaction whose server was stopped ends the whole process, or takes the connection out of the pool for ever
// (porsager/postgres issues 1066, 1154, 1208; pull request 1209 is open). Until a release refuses, the server's build does.

type Repair = readonly [from: string, to: string]

/** By file of the driver. No line of it ends in a semicolon, so what is put in front of a bracket begins with one. */
const repairs: Readonly<Record<string, readonly Repair[]>> = {
  'connection.js': [
    // What was to be written would be written to the next connection, or keep that from being written to.
    [
      `    incomings = null
    clearImmediate(nextWriteTimer)
`,
      `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
`,
    ],
    // A transaction whose BEGIN is the last that a connection takes for now is not told which connection it has: what
    // it does next is thrown where nobody catches it (porsager/postgres issues 823, 1189; pull requests 1211, 1218).
    [
      `      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))
`,
      `      const room = write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
      return q.options.onexecute
        ? (q.options.onexecute(connection), false)
        : room
`,
    ],
    // A server that hangs up on whoever comes, as a proxy's before a stopped one, would be asked again at once, for ever.
    [
      `    if (initial)
      return reconnect()
`,
      `    if (initial && options.host[1])
      return reconnect()
`,
    ],
    // What was sent between the error and the close would stay in the queue and be taken for the next connection's.
    ['!hadError && (query || sent.length) && error(', ';(initial || query || sent.length) && error('],
    // The next connection would take the old one's last words for its own, and end() would wait for an answer.
    [
      `    closedTime = performance.now()
`,
      `    query = errorResponse = null
    rows = 0
    closedTime = performance.now()
`,
    ],
  ],
  'index.js': [
    // A transaction whose connection was lost runs on: its statements and its rollback are not for whoever has the
    // connection next.
    [
      `      , connection
      , prepare = null
`,
      `      , connection
      , prepare = null
      , lost = null
`,
    ],
    [
      'new Promise((_, reject) => connection.onclose = reject)',
      'new Promise((_, reject) => connection.onclose = e => reject(lost = e))',
    ],
    [
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue`,
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue`,
    ],
  ],
}

/** Repairs the driver as it is bundled. Ends the build where there is nothing to repair: then this can go. */
export const repairedDriver: Plugin = {
  name: 'postgres-driver',
  setup(build) {
    build.onLoad({ filter: /[/\\]node_modules[/\\]postgres[/\\]src[/\\]\w+\.js$/ }, ({ path }) => ({
      contents: (repairs[basename(path)] ?? []).reduce(repair, readFileSync(path, 'utf8')),
      loader: 'js',
    }))
  },
}

function repair(source: string, [from, to]: Repair): string {
  if (source.split(from).length !== 2)
    throw new Error(`postgres is another version: look at ${import.meta.url}`)
  return source.replace(from, to)
}
