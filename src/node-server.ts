import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { getRequestListener, RequestError } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { createApp } from './app.ts'
import { readConfig, readDatabaseUrls, readListening, unknownNames } from './config.ts'
import { answerBarely, bareHeaders, isBare } from './deploy/bare-answers.ts'
import { checkStart } from './deploy/check-start.ts'
import { checkUrls } from './deploy/check-urls.ts'
import { deploy } from './deploy/deploy.ts'
import { readFiles } from './deploy/read-files.ts'
import { retryWhileAway } from './deploy/retry-while-away.ts'
import type { Deps } from './deps.ts'
import { floodLimits } from './domain/flood-limits.ts'
import { senderOf } from './domain/ip-network.ts'
import type { LastGood } from './held/last-good.ts'
import { replay } from './held/replay.ts'
import { createSnapshots } from './held/snapshot.ts'
import { createFormLimit } from './http/flood/form-limit.ts'
import { createLog, describeError } from './log.ts'
import { createFindOutcome } from './mail/outcome.ts'
import { repeatDelivery } from './mail/repeat-delivery.ts'
import { randomBytes } from './random.ts'
import { createMailer } from './smtp/create-mailer.ts'
import { statementFiles } from './statements/files.ts'
import { syncStatements } from './statements/sync.ts'
import { connect, connectListClient } from './storage/client.ts'
import { createSealing } from './storage/sealing.ts'
import { repeatSweep } from './sweep/repeat-sweep.ts'

/** In milliseconds: how often it is looked for what is due to be swept, and to be sent. */
const secondly = 1000
/** In milliseconds: how long a request may still take once the server was told to stop. */
const longestRequest = 5000

type NodeServer = {
  /** Sweeps at once and sends what is due; resolves when both are over, and all work in the background with them. */
  sweep: () => Promise<void>
  /** Ends requests, the sweep, work in the background, delivery and the connections, in this order. */
  stop: () => Promise<void>
}

/**
 * Serves the app on Node from an environment that names everything: one pool, a sweep each second, delivery beside it.
 * Migrates first where DATABASE_OWNER_URL is given. Throws ConfigError, or what the listening socket throws.
 */
export async function startServer(
  env: Record<string, string | undefined>,
  now: () => Date,
  interval = secondly,
): Promise<NodeServer> {
  const { port, hostname } = readListening(env)
  const config = readConfig(env)
  const { appUrl, publicUrl, ownerUrl } = readDatabaseUrls(env)
  const log = createLog(line => console.log(line), now)
  for (const { name, meant } of unknownNames(env)) log('warn', 'setting_unknown', { setting: name, meant })
  const app = connect(appUrl, 20)
  const reader = connect(publicUrl, 4)
  const listClient = connectListClient(publicUrl)
  const sealing = createSealing(config.contactKeys, randomBytes)
  const stopRetrying = await retryWhileAway(async () => {
    await checkUrls({ appUrl, publicUrl, ownerUrl })
    if (ownerUrl) await deploy({ ownerUrl, appUrl, publicUrl })
    await checkStart({ app: app.db, reader: reader.db, sealing }, now())
    if (!ownerUrl) await syncStatements({ db: app.db, now, random: randomBytes }, statementFiles)
  }, log)
  const work = new Set<Promise<void>>()
  // Whoever asks may have written the header: once is enough.
  let isWarned = false
  const warnOfProxy = () => {
    if (!isWarned) log('warn', 'proxy_not_trusted', { setting: 'TRUSTED_PROXIES' })
    isWarned = true
  }
  const deps: Deps = {
    config,
    db: app.db,
    publicDb: reader.db,
    listClient,
    mayShareWork: true,
    now,
    random: randomBytes,
    sealing,
    mailer: createMailer(config),
    remoteAddress(c) {
      const forwarded = c.req.header('x-forwarded-for')
      if (forwarded !== undefined && config.trustedProxies === 0) warnOfProxy()
      return senderOf(getConnInfo(c).remote.address ?? null, forwarded, config.trustedProxies)
    },
    formLimit: createFormLimit(config.floodLimits.formsByNetwork, floodLimits.formsByNetwork.period),
    findOutcome: createFindOutcome(config),
    log,
    snapshots: createSnapshots(),
    nextHandling: { at: null },
    compress: body => new Uint8Array(gzipSync(body, { level: 9 })),
    file: readFiles(),
    lastGood: filesIn(env.DATA_DIR ?? '.data'),
    background(promise) {
      const settled = promise
        .catch(error => log('error', 'background_failed', describeError(error)))
        .finally(() => work.delete(settled))
      work.add(settled)
    },
    mailOwed: () => delivery.wake(),
  }
  const delivery = repeatDelivery(deps, interval)
  const sweeper = repeatSweep(deps, interval)
  const server = await listen(deps, port, hostname)

  return {
    async sweep() {
      await Promise.all([...work])
      await sweeper.sweepNow()
      await delivery.deliverNow()
      await Promise.all([...work])
    },
    async stop() {
      stopRetrying()
      await close(server)
      await sweeper.stop()
      await Promise.all([...work])
      await delivery.stop()
      await Promise.all([app.end(), reader.end(), listClient.end()])
    },
  }
}

function listen(deps: Deps, port: number, hostname: string): Promise<Server> {
  const { snapshots, now } = deps
  const answer = getRequestListener(createApp(() => deps).fetch, {
    hostname,
    errorHandler: error =>
      new Response(null, { status: error instanceof RequestError ? 400 : 500, headers: bareHeaders }),
  })
  // Of a request without a body nobody hears an end: none waits for it, and it costs a tenth of an answer.
  const server = createServer(
    { optimizeEmptyRequests: true, requireHostHeader: false },
    (incoming, outgoing) => {
      if (isBare(incoming)) return outgoing.writeHead(400, bareHeaders).end()
      const { method, url: address, headers: sent } = incoming
      const replayed = replay({ method, address, header: name => sent[name] }, snapshots, now)
      if (!replayed) return answer(incoming, outgoing)
      const { status, headers, body } = replayed
      return outgoing.writeHead(status, headers).end(body)
    },
  )
  answerBarely(server)
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, hostname, () => resolve(server))
  })
}

async function close(server: Server) {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), longestRequest)
  await closed
  clearTimeout(timer)
}

/** The last good lists as files, each written beside and renamed, so that a reader never finds half of one. */
function filesIn(folder: string): LastGood {
  const pathOf = (name: string) => join(folder, `${name}.json`)
  return {
    read: name => readFile(pathOf(name), 'utf8').catch(() => null),
    async write(name, json) {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(`${path}.new`, json)
      await rename(`${path}.new`, path)
    },
    remove: name => rm(pathOf(name), { force: true }),
  }
}
