import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Resend } from 'resend'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { keepKeys } from '../../src/dev/keys.ts'
import { startLocal } from '../../src/dev/local.ts'
import { markProcess } from '../../src/dev/processes.ts'
import { checkNode } from '../../src/dev/start-error.ts'
import { emptyFolder, freePort, holdMailbox, isAlive, postmasterPid, query, takePort } from './scene.ts'

async function start(env: Record<string, string | undefined>) {
  const local = await startLocal(env)
  onTestFinished(() => local.stop())
  return local
}

describe('starting the local services', { timeout: 30_000 }, () => {
  it('refuses a Node that is too old for the built files, in one line', () => {
    for (const version of ['20.19.1', '22.21.0', '9.0.0'])
      expect(() => checkNode(version)).toThrow(`needs Node 24 or newer, and this is Node ${version}.`)
    for (const version of ['24.0.0', '25.1.0', '100.0.0']) expect(() => checkNode(version)).not.toThrow()
  })

  it('adds what is missing, and everything added works', async () => {
    const dataDir = emptyFolder()
    const port = await freePort()
    const { env, notes } = await start({
      DATA_DIR: dataDir,
      PORT: String(port),
      MAILBOX_PORT: '0',
      OTHER: 'kept',
      EMPTY: undefined,
    })
    expect(env).toMatchObject({
      OTHER: 'kept',
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      DATABASE_URL: expect.stringMatching(/^postgres:\/\/countersign_app:/),
      DATABASE_PUBLIC_URL: expect.stringMatching(/^postgres:\/\/countersign_public:/),
    })
    expect(Object.values(env).every(value => typeof value === 'string')).toBe(true)
    expect(Buffer.from(env.CONTACT_KEY ?? '', 'base64')).toHaveLength(32)
    expect(env.RESEND_WEBHOOK_SECRET).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await query(env.DATABASE_OWNER_URL ?? '', 'select 1 as one')).toEqual([{ one: 1 }])

    const resend = new Resend(env.RESEND_API_KEY, { baseUrl: env.RESEND_BASE_URL ?? '' })
    const message = { from: env.MAIL_FROM ?? '', to: 'a@example.org', subject: 'Hello', text: 'Hello' }
    expect((await resend.emails.send(message)).error).toBeNull()
    const inbox = await fetch(`${notes.mailbox?.replace('localhost', '127.0.0.1')}/messages.json`)
    expect(await inbox.json()).toMatchObject({ messages: [{ subject: 'Hello' }] })
  })

  it('starts for a trial mail a mailbox alone, and that of `npm start` shows what it took', async () => {
    const dataDir = emptyFolder()
    const served = await holdMailbox(dataDir)
    const MAILBOX_PORT = new URL(served.url).port
    const local = await startLocal({ DATA_DIR: dataDir, MAILBOX_PORT }, { only: 'mailbox' })
    onTestFinished(() => local.stop())
    expect(local.env.DATABASE_URL).toBeUndefined()
    expect(existsSync(join(dataDir, 'keys.json'))).toBe(false)
    const resend = new Resend(local.env.RESEND_API_KEY, { baseUrl: local.env.RESEND_BASE_URL ?? '' })
    const message = { from: local.env.MAIL_FROM ?? '', to: 'a@example.org', subject: 'Trial', text: 'Trial' }
    expect((await resend.emails.send(message)).error).toBeNull()
    const inbox = await fetch(`${served.url}/messages.json`)
    expect(await inbox.json()).toMatchObject({ messages: [{ subject: 'Trial' }] })
  })

  it('stops everything, also when told twice at once', async () => {
    const dataDir = emptyFolder()
    const local = await startLocal({ DATA_DIR: dataDir, PORT: String(await freePort()), MAILBOX_PORT: '0' })
    const pid = postmasterPid(dataDir)
    await Promise.all([local.stop(), local.stop()])
    await local.stop()
    expect(isAlive(pid)).toBe(false)
    await expect(fetch(local.env.RESEND_BASE_URL ?? '')).rejects.toThrow()
  })

  it('starts nothing that the environment names', async () => {
    const dataDir = join(emptyFolder(), 'untouched')
    const named = {
      DATABASE_URL: 'postgres://a',
      CONTACT_KEY: 'k',
      SESSION_SECRET: 's',
      RESEND_API_KEY: 're_1',
      MAIL_FROM: 'a@b',
    }
    const { env, notes } = await start({ ...named, DATA_DIR: dataDir, PORT: String(await freePort()) })
    expect(env).toMatchObject(named)
    expect(env.RESEND_BASE_URL).toBeUndefined()
    expect(notes).toEqual({ dataDir, databaseShared: false })
    expect(existsSync(dataDir)).toBe(false)
  })

  it('makes up no key and no mailbox in production', async () => {
    const named = { NODE_ENV: 'production', DATABASE_URL: 'postgres://a', PORT: String(await freePort()) }
    const { env } = await start({ ...named, DATA_DIR: emptyFolder() })
    expect(Object.keys(env).sort()).toEqual(['DATABASE_URL', 'DATA_DIR', 'HOST', 'NODE_ENV', 'PORT'])
  })

  it.each(['PORT', 'MAILBOX_PORT'])(
    'says in one line that %s is taken, and leaves nothing running',
    async variable => {
      const dataDir = join(emptyFolder(), 'data')
      const taken = String(await takePort())
      const env = { PORT: String(await freePort()), MAILBOX_PORT: '0', DATA_DIR: dataDir, [variable]: taken }
      await expect(startLocal(env)).rejects.toMatchObject({
        name: 'StartError',
        message: `Port ${taken} is taken. End what uses it, or set ${variable} to a free port.`,
      })
      expect(existsSync(dataDir)).toBe(false)
    },
  )

  it('stops the mailbox when the database does not start', async () => {
    const dataDir = emptyFolder()
    await keepKeys(dataDir, ['CONTACT_KEY'])
    writeFileSync(join(dataDir, 'database.json'), 'spoilt')
    const mailboxPort = String(await freePort())
    const env = { DATA_DIR: dataDir, PORT: String(await freePort()), MAILBOX_PORT: mailboxPort }
    await expect(startLocal(env)).rejects.toMatchObject({ name: 'StartError' })
    await expect(fetch(`http://127.0.0.1:${mailboxPort}/`)).rejects.toThrow()
  })

  it('gives a command the database beside a running application, ports or not', async () => {
    const dataDir = emptyFolder()
    const PORT = String(await takePort())
    const app = await start({ DATA_DIR: dataDir, PORT: String(await freePort()), MAILBOX_PORT: '0' })
    const command = await startLocal({ DATA_DIR: dataDir, PORT }, { only: 'database' })
    onTestFinished(() => command.stop())
    expect(command.notes).toEqual({ dataDir: app.notes.dataDir, databaseShared: true })
    expect(command.env.DATABASE_URL).toBe(app.env.DATABASE_URL)
    expect(command.env.CONTACT_KEY).toBe(app.env.CONTACT_KEY)
  })
})

describe('the mailbox process', () => {
  it('ends when the process that started it is killed', async () => {
    const { url, kill } = await holdMailbox()
    expect((await fetch(url)).status).toBe(200)
    await kill()
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 5_000 })
  })
})

describe('the kept keys', () => {
  it('are made once, privately, and others can be added', async () => {
    const dataDir = emptyFolder()
    const first = await keepKeys(dataDir, ['CONTACT_KEY'])
    const more = await keepKeys(dataDir, ['RECORD_KEY', 'CONTACT_KEY'])
    expect(more.CONTACT_KEY).toBe(first.CONTACT_KEY)
    expect(more.RECORD_KEY).not.toBe(more.CONTACT_KEY)
    expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600)
  })

  it('wait for another process that is making them, and are then that one’s', async () => {
    const dataDir = emptyFolder()
    const lock = join(dataDir, 'keys.lock')
    writeFileSync(lock, JSON.stringify(markProcess(process.pid)))
    const waiting = keepKeys(dataDir, ['CONTACT_KEY'])
    await nextTurn()
    const key = randomBytes(32).toString('base64')
    writeFileSync(join(dataDir, 'keys.json'), JSON.stringify({ CONTACT_KEY: key }))
    rmSync(lock)
    expect(await waiting).toEqual({ CONTACT_KEY: key })
  })

  it.each(['', '{', '[]', 'null', '{"CONTACT_KEY":"short"}', '{"CONTACT_KEY":1}'])(
    'are never replaced when the file is damaged: %j',
    async text => {
      const dataDir = emptyFolder()
      writeFileSync(join(dataDir, 'keys.json'), text)
      await expect(keepKeys(dataDir, ['CONTACT_KEY'])).rejects.toMatchObject({ name: 'StartError' })
      expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe(text)
    },
  )

  it('are not made anew beside a database that was sealed with lost ones', { timeout: 30_000 }, async () => {
    const dataDir = emptyFolder()
    const env = { DATA_DIR: dataDir }
    await (await startLocal(env, { only: 'database' })).stop()
    rmSync(join(dataDir, 'keys.json'))
    await expect(startLocal(env, { only: 'database' })).rejects.toMatchObject({ name: 'StartError' })
    expect(existsSync(join(dataDir, 'keys.json'))).toBe(false)
  })
})
