import { describe, expect, it } from 'vitest'
import {
  ConfigError,
  readConfig,
  readDatabaseUrls,
  readListening,
  readOperatorConfig,
} from '../../src/config.ts'
import { floodLimits } from '../../src/domain/flood-limits.ts'
import { settingOf } from '../support/no-flood.ts'
import { keySetting as key, testKey } from '../support/test-keys.ts'

const env = {
  PUBLIC_URL: 'https://countersign.example',
  MAIL_FROM: 'Countersign <mail@countersign.example>',
  RESEND_API_KEY: 're_key',
  CONTACT_KEY: key(1),
  SESSION_SECRET: key(3),
}

/** The one line that a start with these values stops with. */
function faultOf(changes: Record<string, unknown>): string {
  try {
    readConfig({ ...env, ...changes })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }
  throw new Error('the configuration was accepted')
}

it('reads what is needed, and takes the normal limits', () => {
  expect(readConfig({ ...env, PATH: '/bin', HYPERDRIVE: {} })).toEqual({
    publicUrl: 'https://countersign.example',
    mailFrom: 'Countersign <mail@countersign.example>',
    mailPerSecond: 2,
    address: 'mail@countersign.example',
    resendApiKey: 're_key',
    resendBaseUrl: undefined,
    resendWebhookSecret: undefined,
    moderatorsWebhook: undefined,
    contactKeys: [new Uint8Array(testKey(1))],
    sessionSecret: new Uint8Array(testKey(3)),
    asksPerAddress: 3,
    freshLinksPerAddress: 3,
    floodLimits: {
      formsByNetwork: 60,
      unprovedByNetwork: 6,
      unprovedInFlood: 1,
      flood: 20,
      greatFlood: 40,
      provedByNetwork: 60,
      unprovedByDomain: 12,
      provedByDomain: 48,
      confirmedByDomain: 10,
    },
    trustedProxies: 0,
    securityContact: undefined,
    operatorName: undefined,
    operatorAddress: undefined,
    onionUrl: undefined,
    mirrorUrls: [],
  })
})

describe('PUBLIC_URL', () => {
  it.each([
    ['https://countersign.example/', 'https://countersign.example'],
    ['HTTPS://Countersign.Example', 'https://countersign.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    [`http://${'a2'.repeat(28)}.onion`, `http://${'a2'.repeat(28)}.onion`],
    ['https://countersign.example:443', 'https://countersign.example'],
  ])('%s is the origin %s', (given, origin) => {
    expect(readConfig({ ...env, PUBLIC_URL: given }).publicUrl).toBe(origin)
  })

  it.each([
    undefined,
    '',
    'countersign.example',
    '//countersign.example',
    'https://countersign.example/path',
    'https://countersign.example/?a',
    'https://countersign.example/#a',
    'https://user:secret@countersign.example',
    'ftp://countersign.example',
    'javascript:alert(1)',
    'https://',
    'http://countersign.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://onion',
  ])('is not %s', given => {
    expect(faultOf({ PUBLIC_URL: given })).toMatch(/^configuration: PUBLIC_URL: [^\n]+$/)
  })
})

const onionHost = `${'a2'.repeat(28)}.onion`

describe('ONION_URL', () => {
  it.each([
    [`http://${onionHost}`, `http://${onionHost}`],
    [`https://www.${onionHost}/`, `https://www.${onionHost}`],
    [`http://${onionHost.toUpperCase()}:8080`, `http://${onionHost}:8080`],
    ['', undefined],
  ])('%s is the origin %s', (given, origin) => {
    expect(readConfig({ ...env, ONION_URL: given }).onionUrl).toBe(origin)
  })

  it.each([
    'https://countersign.example',
    onionHost,
    `http://${onionHost}/en`,
    `http://${onionHost.slice(1)}`,
    `http://${onionHost.replace('a', '1')}`,
    `http://${onionHost}.example`,
    `ftp://${onionHost}`,
  ])('is not %s', given => {
    expect(faultOf({ ONION_URL: given })).toMatch(/^configuration: ONION_URL: [^\n]+$/)
  })
})

describe('MIRROR_URLS', () => {
  it.each([
    ['', []],
    ['https://one.example', ['https://one.example']],
    ['https://one.example/, https://Two.example:8443', ['https://one.example', 'https://two.example:8443']],
  ])('%s are the origins %j', (given, origins) => {
    expect(readConfig({ ...env, MIRROR_URLS: given }).mirrorUrls).toEqual(origins)
  })

  it.each([
    'one.example',
    'http://one.example',
    'https://one.example/copy',
    'https://one.example https://two.example',
    'https://one.example,',
    'javascript:alert(1)',
  ])('is not %s', given => {
    expect(faultOf({ MIRROR_URLS: given })).toMatch(/^configuration: MIRROR_URLS: [^\n]+$/)
  })
})

describe('CONTACT_KEY', () => {
  it('may be several', () => {
    expect(readConfig({ ...env, CONTACT_KEY: `${key(1)}, ${key(2)}` }).contactKeys).toEqual([
      new Uint8Array(testKey(1)),
      new Uint8Array(testKey(2)),
    ])
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['31 bytes', Buffer.alloc(31, 1).toString('base64')],
    ['33 bytes', Buffer.alloc(33, 1).toString('base64')],
    ['32 letters', 'a'.repeat(32)],
    ['hexadecimal', 'ab'.repeat(32)],
    ['without its last sign', key(1).slice(0, -1)],
    ['not canonical', key(1).replace(/.=$/, last => `${String.fromCharCode(last.charCodeAt(0) + 1)}=`)],
    ['of signs between', `${key(1).slice(0, 20)}!!${key(1).slice(20)}`],
    ['of zeros', Buffer.alloc(32).toString('base64')],
    ['of few different bytes', Buffer.from('ab12'.repeat(8)).toString('base64')],
    ['a sentence', Buffer.from('the key of the key of the key ok').toString('base64')],
    ['one key twice', `${key(1)},${key(1)}`],
    ['a good key and a comma', `${key(1)},`],
    ['a good key and a bad one', `${key(1)},${Buffer.alloc(8).toString('base64')}`],
  ])('is refused when it is %s', (_, given) => {
    expect(faultOf({ CONTACT_KEY: given })).toMatch(/^configuration: CONTACT_KEY: [^\n;]+$/)
  })
})

describe('SESSION_SECRET', () => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['31 bytes', Buffer.alloc(31, 1).toString('base64')],
    ['33 bytes', Buffer.alloc(33, 1).toString('base64')],
    ['hexadecimal', 'ab'.repeat(32)],
    ['two keys', `${key(1)},${key(2)}`],
    ['of zeros', Buffer.alloc(32).toString('base64')],
  ])('is refused when it is %s', (_, given) => {
    expect(faultOf({ SESSION_SECRET: given })).toMatch(/^configuration: SESSION_SECRET: [^\n;]+$/)
  })
})

it.each([key(3), `${key(1)},${key(3)}`])('no key is another one’s too', given => {
  expect(faultOf({ CONTACT_KEY: given })).toBe(
    'configuration: CONTACT_KEY and SESSION_SECRET have one key: each needs its own',
  )
})

it.each(['MAIL_FROM', 'RESEND_API_KEY'])('%s is one line that is set', name => {
  for (const given of [undefined, '', 'a\nb', 'a\r\nBcc: b@example.org']) {
    expect(faultOf({ [name]: given })).toMatch(new RegExp(`^configuration: ${name}: [^\\n;]+$`))
  }
})

describe('MAIL_FROM', () => {
  it.each([
    ['mail@countersign.example', 'mail@countersign.example'],
    ['Countersign <mail@countersign.example>', 'mail@countersign.example'],
    ['"Countersign, the list" <mail@countersign.example>', 'mail@countersign.example'],
    ['Подпіс <mail+list@sub.countersign.example>', 'mail+list@sub.countersign.example'],
    ['countersign@localhost', 'countersign@localhost'],
  ])('may be %s', (given, address) => {
    expect(readConfig({ ...env, MAIL_FROM: given }).address).toBe(address)
  })

  it.each([
    'Countersign',
    'Countersign <mail>',
    'Countersign <mail@countersign.example',
    'Countersign mail@countersign.example',
    '<mail@countersign.example>',
    'mail@countersign.example, other@countersign.example',
    'a@b@countersign.example',
    'Countersign <mail@countersign.example> x',
  ])('is not %s', given => {
    expect(faultOf({ MAIL_FROM: given })).toMatch(/^configuration: MAIL_FROM: an address is needed[^\n;]+$/)
  })
})

it('RESEND_API_KEY looks like one, unless another server takes it', () => {
  expect(faultOf({ RESEND_API_KEY: 'sk_live_1' })).toBe(
    'configuration: RESEND_API_KEY: a key of Resend is needed, like re_…',
  )
  const other = { RESEND_API_KEY: 'mine', RESEND_BASE_URL: 'http://localhost:3001' }
  expect(readConfig({ ...env, ...other }).resendApiKey).toBe('mine')
})

describe('SMTP_URL', () => {
  const { RESEND_API_KEY: _, ...bare } = env
  const faultOfUrl = (SMTP_URL: string, more: Record<string, string> = {}) => {
    try {
      readConfig({ ...bare, SMTP_URL, ...more })
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
    return null
  }

  it.each([
    'smtps://mail.example',
    'smtp://us%40er:pa%3Ass@mail.example:587',
    'smtps://user:password@[::1]:465/',
  ])('may be %s', url => {
    expect(readConfig({ ...bare, SMTP_URL: url })).toMatchObject({ smtpUrl: url, resendApiKey: undefined })
  })

  it.each([
    'mail.example',
    'https://mail.example',
    'smtps://',
    'smtps://user@mail.example',
    'smtps://mail.example/path',
    'smtps://mail.example?tls=no',
    'smtps://us%er:secret@mail.example',
  ])('is not %s', url => {
    expect(faultOfUrl(url)).toMatch(/^configuration: SMTP_URL: a URL is needed[^\n;]+$/)
    expect(faultOfUrl(url)).not.toContain('secret')
  })

  it('stands instead of a key of Resend, and not beside it', () => {
    expect(faultOfUrl('smtps://mail.example', { RESEND_API_KEY: 're_key' })).toBe(
      'configuration: SMTP_URL and RESEND_API_KEY: mail goes by one of the two',
    )
  })
})

it('RESEND_BASE_URL is an origin, or Resend’s own when it is empty', () => {
  expect(readConfig({ ...env, RESEND_BASE_URL: 'http://localhost:3001/' }).resendBaseUrl).toBe(
    'http://localhost:3001',
  )
  expect(readConfig({ ...env, RESEND_BASE_URL: '' }).resendBaseUrl).toBeUndefined()
  expect(faultOf({ RESEND_BASE_URL: 'mailbox' })).toContain('RESEND_BASE_URL')
})

describe('SECURITY_CONTACT', () => {
  it.each(['mailto:security@countersign.example', 'https://countersign.example/report'])('may be %s', uri => {
    expect(readConfig({ ...env, SECURITY_CONTACT: uri }).securityContact).toBe(uri)
  })

  it('is nobody when it is empty', () => {
    expect(readConfig({ ...env, SECURITY_CONTACT: '' }).securityContact).toBeUndefined()
  })

  it.each([
    'security@countersign.example',
    'mailto:',
    'mailto:nobody',
    'http://countersign.example/report',
    'https://',
    'javascript:alert(1)',
    'tel:+1-201-555-0123',
  ])('is not %s', given => {
    expect(faultOf({ SECURITY_CONTACT: given })).toMatch(/^configuration: SECURITY_CONTACT: [^\n;]+$/)
  })

  it('cannot write a second line into the file', () => {
    const given = 'https://countersign.example/\nContact: https://evil.example'
    expect(readConfig({ ...env, SECURITY_CONTACT: given }).securityContact).not.toContain('\n')
  })
})

describe.each([
  ['LIMIT_ASKS_PER_ADDRESS', 'asksPerAddress'],
  ['LIMIT_FRESH_LINKS_PER_ADDRESS', 'freshLinksPerAddress'],
] as const)('%s', (name, field) => {
  it('is a whole number from 1', () => {
    expect(readConfig({ ...env, [name]: '1000000' })[field]).toBe(1_000_000)
    expect(readConfig({ ...env, [name]: '' })[field]).toBe(3)
  })

  it.each(['0', '-1', '1.5', 'many', 'NaN', 'Infinity', '1e400', ' '])('is not %j', given => {
    expect(faultOf({ [name]: given })).toMatch(new RegExp(`^configuration: ${name}: [^\\n;]+$`))
  })
})

describe('the limits of a flood', () => {
  it.each(Object.keys(floodLimits))('has a setting for %s', name => {
    expect(readConfig({ ...env, [settingOf(name)]: '7' }).floodLimits).toMatchObject({ [name]: 7 })
    expect(faultOf({ [settingOf(name)]: '0' })).toContain(`${settingOf(name)}: `)
  })

  it('believes in as many proxies as it is told', () => {
    expect(readConfig({ ...env, TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2)
    for (const given of ['-1', '6', '1.5', 'true'])
      expect(faultOf({ TRUSTED_PROXIES: given })).toContain('TRUSTED_PROXIES: ')
  })
})

it('every bad value is named at once, in one line that shows none of them', () => {
  const canary = 'canary'
  const fault = faultOf({
    PUBLIC_URL: `https://${canary}/path`,
    MAIL_FROM: `${canary}\n`,
    RESEND_API_KEY: `${canary}\r`,
    RESEND_BASE_URL: canary,
    CONTACT_KEY: canary,
    SESSION_SECRET: canary,
    LIMIT_ASKS_PER_ADDRESS: canary,
    LIMIT_FRESH_LINKS_PER_ADDRESS: '-271828',
    SECURITY_CONTACT: canary,
  })
  expect(fault).not.toMatch(/canary|271828|\n/)
  for (const name of [
    ...Object.keys(env),
    'RESEND_BASE_URL',
    'LIMIT_ASKS_PER_ADDRESS',
    'LIMIT_FRESH_LINKS_PER_ADDRESS',
    'SECURITY_CONTACT',
  ]) {
    expect(fault).toContain(`${name}: `)
  }
})

describe('the operator’s command', () => {
  const bare = { PUBLIC_URL: 'https://countersign.example', DATABASE_URL: 'postgres://app@db.example/app' }

  it('needs an address and a database, and no key', () => {
    expect(readOperatorConfig({ ...bare, CONTACT_KEY: '' })).toEqual({
      publicUrl: 'https://countersign.example',
      databaseUrl: 'postgres://app@db.example/app',
      contactKeys: undefined,
    })
    expect(() => readOperatorConfig({})).toThrow(
      /^configuration: PUBLIC_URL: it is not set; DATABASE_URL: it is not set$/,
    )
  })

  it('takes the key where there is one, and no broken one', () => {
    const keys = [new Uint8Array(testKey(1))]
    expect(readOperatorConfig({ ...bare, CONTACT_KEY: key(1) }).contactKeys).toEqual(keys)
    expect(() => readOperatorConfig({ ...bare, CONTACT_KEY: 'short' })).toThrow(/CONTACT_KEY/)
  })
})

describe('a URL of the database', () => {
  const good = 'postgres://countersign_app:s3cret@db.example:5432/countersign'
  const urls = { DATABASE_URL: good, DATABASE_PUBLIC_URL: good }

  it.each([
    good,
    'postgresql://countersign_app:s3cret@db.example/countersign?sslmode=require',
    'postgres://app@127.0.0.1/app',
    'postgres://app:pa%23ss%2Fw%3Fo%40r%25d@[::1]:5432/app',
  ])('may be %s', given => {
    expect(readDatabaseUrls({ ...urls, DATABASE_URL: given }).appUrl).toBe(given)
  })

  const escaped = 'its password holds a “'
  it.each([
    ['postgres://app:canary#1@db.example/app', `${escaped}#”: write %23`],
    ['postgres://app:12#canary@db.example/app', `${escaped}#”: write %23`],
    ['postgres://app:canary/1@db.example/app', `${escaped}/”: write %2F`],
    ['postgres://app:canary?1@db.example/app', `${escaped}?”: write %3F`],
    ['postgres://app:canary@1@db.example/app', `${escaped}@”: write %40`],
    ['postgres://app:canary%1@db.example/app', 'write %25'],
    ['postgres://app:canary%ff@db.example/app', 'write %25'],
    ['postgres://app:canary 1@db.example/app', 'a space'],
    ['postgres://app:canary@db.example:port/app', 'a URL is needed'],
    ['postgres://app:canary@/app', 'a URL is needed'],
    ['mysql://app:canary@db.example/app', 'a URL is needed'],
    ['canary', 'a URL is needed'],
    ['postgres://:canary@db.example/app', 'it names no role'],
    ['postgres://app:canary@db.example', 'it names no database'],
    ['postgres://app:canary@db.example/', 'it names no database'],
    ['', 'it is not set'],
  ])('is not %s', (given, words) => {
    const read = () => readDatabaseUrls({ ...urls, DATABASE_URL: given })
    expect(read).toThrow(/^configuration: DATABASE_URL: [^\n;]+$/)
    expect(read).toThrow(words)
    expect(read).not.toThrow('canary')
  })

  it('every bad one is named at once', () => {
    expect(() => readDatabaseUrls({ DATABASE_OWNER_URL: 'x' })).toThrow(
      /DATABASE_URL: .*DATABASE_PUBLIC_URL: .*DATABASE_OWNER_URL: /,
    )
  })
})

describe('the webhooks', () => {
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
  const hook = { MODERATORS_WEBHOOK_URL: 'https://bridge.example/hook', MODERATORS_WEBHOOK_SECRET: secret }

  it.each([
    'whsec_',
    'whsec_abc',
    secret.slice(6),
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `${secret} `,
  ])('need secrets of their shape: not %j', value => {
    expect(faultOf({ RESEND_WEBHOOK_SECRET: value })).toContain('RESEND_WEBHOOK_SECRET')
    expect(faultOf({ ...hook, MODERATORS_WEBHOOK_SECRET: value })).toContain('MODERATORS_WEBHOOK_SECRET')
  })

  it.each([
    'https://bridge.example/hook',
    'http://127.0.0.1:9/hook',
    'http://localhost/hook',
    'http://[::1]/',
  ])('call %s', url => {
    const { moderatorsWebhook } = readConfig({ ...env, ...hook, MODERATORS_WEBHOOK_URL: url })
    expect(moderatorsWebhook).toEqual({ url, secret })
  })

  it.each([
    'http://bridge.example/hook',
    'http://127.0.0.1.example/hook',
    'https://name:password@bridge.example/',
    'ftp://127.0.0.1/',
    'bridge.example',
  ])('do not call %s', url => {
    expect(faultOf({ ...hook, MODERATORS_WEBHOOK_URL: url })).toContain('MODERATORS_WEBHOOK_URL')
  })

  it('need both of the two', () => {
    const { MODERATORS_WEBHOOK_URL, MODERATORS_WEBHOOK_SECRET } = hook
    expect(faultOf({ MODERATORS_WEBHOOK_URL })).toContain('the one needs the other')
    expect(faultOf({ MODERATORS_WEBHOOK_SECRET })).toContain('the one needs the other')
  })
})

describe('where Node listens', () => {
  it('is this machine’s port 3000 unless a setting says otherwise', () => {
    expect(readListening({})).toEqual({ port: 3000, hostname: '127.0.0.1' })
    expect(readListening({ PORT: '0', HOST: '::1' })).toEqual({ port: 0, hostname: '::1' })
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['HOST', 'a b'],
  ])('is refused: %s=%s', (name, value) => {
    expect(() => readListening({ [name]: value })).toThrow(new RegExp(`^configuration: ${name}: `))
  })
})
