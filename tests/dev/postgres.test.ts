import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openLocalDatabase } from '../../src/dev/postgres/local-database.ts'
import { emptyFolder, holdDatabase, isAlive, postmasterPid, query } from './scene.ts'

async function open(dataDir: string) {
  const database = await openLocalDatabase(dataDir)
  onTestFinished(() => database.stop())
  return database
}

/** A process that does nothing, under the account that PostgreSQL runs as: only such a one would hold it up. */
function runIdler(uid: number, gid: number): number {
  const child = spawn('sleep', ['60'], {
    cwd: '/',
    stdio: 'ignore',
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.pid === undefined) throw new Error('sleep did not start')
  return child.pid
}

describe('the embedded database', { timeout: 30_000 }, () => {
  it('starts on an empty folder, on this machine only, alike on every machine', async () => {
    const dataDir = join(emptyFolder(), 'data')
    const { ownerUrl, appUrl, publicUrl, port, shared } = await open(dataDir)
    const [row] = await query(
      ownerUrl,
      `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
        current_setting('max_connections') as connections, current_setting('timezone') as zone,
        current_setting('fsync') as fsync, current_setting('server_encoding') as encoding, lower('БЕЛАРУСЬ') as lower,
        split_part(version(), '.', 1) as version, (select datlocprovider::text from pg_database where datname = current_database()) as provider`,
    )
    expect(row).toEqual({
      listen: '127.0.0.1',
      sockets: '',
      connections: '400',
      zone: 'UTC',
      fsync: 'on',
      encoding: 'UTF8',
      lower: 'беларусь',
      version: 'PostgreSQL 17',
      provider: 'b',
    })
    expect(shared).toBe(false)
    expect([ownerUrl, appUrl, publicUrl].map(url => new URL(url).username)).toEqual([
      'postgres',
      'countersign_app',
      'countersign_public',
    ])
    expect(new URL(ownerUrl).host).toBe(`127.0.0.1:${port}`)
  })

  it('asks every connection for a password and keeps it to itself', async () => {
    const dataDir = emptyFolder()
    const { ownerUrl } = await open(dataDir)
    const wrong = new URL(ownerUrl)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(dataDir, 'database.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir).sort()).toEqual(['database.json', 'postgres', 'postgres.log'])
  })

  it('keeps data and passwords over a restart, and leaves no process', async () => {
    const dataDir = emptyFolder()
    const first = await openLocalDatabase(dataDir)
    await query(first.ownerUrl, 'create table kept as select 42 as answer')
    const pid = postmasterPid(dataDir)
    await Promise.all([first.stop(), first.stop()])
    expect(isAlive(pid)).toBe(false)

    const second = await open(dataDir)
    expect(await query(second.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(new URL(second.appUrl).password).toBe(new URL(first.appUrl).password)
  })

  it('writes neither statements nor values to its log', async () => {
    const dataDir = emptyFolder()
    const { ownerUrl } = await open(dataDir)
    await query(ownerUrl, 'create table once (address text primary key)')
    const insert = "insert into once values ('somebody@example.org')"
    await query(ownerUrl, insert)
    await expect(query(ownerUrl, insert)).rejects.toMatchObject({ code: '23505' })
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('somebody')
  })

  it('runs in a session of its own, out of reach of the terminal', async () => {
    const dataDir = emptyFolder()
    await open(dataDir)
    if (process.platform !== 'linux') return
    const pid = postmasterPid(dataDir)
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
    expect({ group: Number(fields?.[2]), session: Number(fields?.[3]) }).toEqual({ group: pid, session: pid })
  })
})

describe('several processes on one data folder', { timeout: 30_000 }, () => {
  it('share one server, whichever leaves first', async () => {
    const dataDir = emptyFolder()
    const holder = await holdDatabase(dataDir)
    const database = await openLocalDatabase(dataDir)
    expect(database).toMatchObject({ shared: true, ownerUrl: holder.url })

    await holder.leave()
    expect(await query(database.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    const pid = postmasterPid(dataDir)
    await database.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('keep the server while the one that started it still runs', async () => {
    const dataDir = emptyFolder()
    const holder = await holdDatabase(dataDir)
    const database = await openLocalDatabase(dataDir)
    await database.stop()
    expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await holder.leave()
  })

  it('make one database when they all start at once', async () => {
    const dataDir = emptyFolder()
    const holders = await Promise.all([1, 2, 3].map(() => holdDatabase(dataDir)))
    expect(holders.map(({ shared }) => shared).sort()).toEqual([false, true, true])
    expect(new Set(holders.map(({ url }) => url)).size).toBe(1)
    await Promise.all(holders.map(holder => holder.leave()))
  })
})

describe('after a crash', { timeout: 30_000 }, () => {
  it('replaces the server that a killed process left behind, with all that was committed', async () => {
    const dataDir = emptyFolder()
    const holder = await holdDatabase(dataDir)
    await query(holder.url, 'create table kept as select 42 as answer')
    const orphan = postmasterPid(dataDir)
    await holder.kill()
    expect(isAlive(orphan)).toBe(true)

    const { ownerUrl, shared } = await open(dataDir)
    expect(shared).toBe(false)
    expect(isAlive(orphan)).toBe(false)
    expect(await query(ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('recovers what was committed when everything was killed', async () => {
    const dataDir = emptyFolder()
    const holder = await holdDatabase(dataDir)
    await query(holder.url, 'create table kept as select 42 as answer')
    process.kill(postmasterPid(dataDir), 'SIGKILL')
    await holder.kill()
    const { ownerUrl } = await open(dataDir)
    expect(await query(ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('starts although the pid it left is now somebody else’s, and spares that process', async () => {
    const dataDir = emptyFolder()
    const first = await openLocalDatabase(dataDir)
    const pidFile = join(dataDir, 'postgres/postmaster.pid')
    const before = readFileSync(pidFile, 'utf8')
    await first.stop()
    const { uid, gid } = statSync(join(dataDir, 'postgres'))
    const stranger = runIdler(uid, gid)
    writeFileSync(pidFile, before.replace(/^\d+/, String(stranger)))

    const { ownerUrl } = await open(dataDir)
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(isAlive(stranger)).toBe(true)
  })

  it('does not join a server whose owner died and whose pid was given to another process', async () => {
    const dataDir = emptyFolder()
    const holder = await holdDatabase(dataDir)
    await holder.kill()
    const file = join(dataDir, 'database.json')
    const state = JSON.parse(readFileSync(file, 'utf8'))
    state.users[0].pid = process.ppid
    writeFileSync(file, JSON.stringify(state))
    expect((await open(dataDir)).shared).toBe(false)
  })

  it('is not held up by a half-made cluster or by the lock of a dead process', async () => {
    const dataDir = emptyFolder()
    const holder = await holdDatabase(dataDir)
    const [user] = JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8')).users
    await holder.leave()

    const fresh = emptyFolder()
    mkdirSync(join(fresh, 'postgres.new-1/base'), { recursive: true })
    writeFileSync(join(fresh, 'postgres.new-1/PG_VERSION'), '17\n')
    writeFileSync(join(fresh, 'database.lock'), JSON.stringify(user))
    const { ownerUrl } = await open(fresh)
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(join(fresh, 'postgres.new-1'))).toBe(false)
  })
})

describe('a folder it cannot use', { timeout: 30_000 }, () => {
  it('made by another PostgreSQL is refused in one line', async () => {
    const dataDir = emptyFolder()
    await (await openLocalDatabase(dataDir)).stop()
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '16\n')
    await expect(openLocalDatabase(dataDir)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^[^\n]*made by PostgreSQL 16[^\n]*DATA_DIR[^\n]*$/),
    })
  })

  it('with damaged passwords is refused, and nothing is overwritten', async () => {
    const dataDir = emptyFolder()
    await (await openLocalDatabase(dataDir)).stop()
    writeFileSync(join(dataDir, 'database.json'), '{"passwords":')
    await expect(openLocalDatabase(dataDir)).rejects.toMatchObject({ name: 'StartError' })
    expect(readFileSync(join(dataDir, 'database.json'), 'utf8')).toBe('{"passwords":')
  })
})
