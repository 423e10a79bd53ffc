import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ConfigError,
  readConfig,
  readDatabaseUrls,
  readListening,
  readOperatorConfig,
  unknownNames,
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
    'https://127.0.0.1',
    'https://[::1]',
    'https://192.0.2.7',
    'https://*.countersign.example',
    'https://countersign.example.',
    'https://countersign',
  ])('is not %s', given => {
    expect(faultOf({ PUBLIC_URL: given })).toMatch(/^configuration: PUBLIC_URL: [^\n]+$/)
  })
})

describe('in production', () => {
  const production = { NODE_ENV: 'production' }

  it.each(['http://localhost:3000', 'https://localhost', 'http://127.0.0.1:3000', 'http://site.localhost'])(
    'PUBLIC_URL is not this machine’s own %s',
    PUBLIC_URL => {
      expect(readConfig({ ...env, PUBLIC_URL }).publicUrl).toBe(PUBLIC_URL)
      expect(faultOf({ ...production, PUBLIC_URL })).toMatch(/^configuration: PUBLIC_URL: production [^;]+$/)
      const bare = { PUBLIC_URL, DATABASE_URL: 'postgres://app@db.example/app' }
      expect(() => readOperatorConfig({ ...production, ...bare })).toThrow('PUBLIC_URL: production ')
    },
  )

  it('mail is from an address that others can answer to', () => {
    const fault = 'configuration: MAIL_FROM: production needs an address that others can answer to'
    expect(faultOf({ ...production, MAIL_FROM: 'Countersign <mail@localhost>' })).toBe(fault)
    expect(readConfig({ ...env, ...production }).address).toBe('mail@countersign.example')
  })
})

const onionHost = 'hjwkoh4g2gz2ddtqll6a34b5oduqh4432g6qrtc7ds33nxgxehp4vyad.onion'

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
    `http://${onionHost.replace('h', 'j')}`,
    `http://${onionHost.replace('4vyad', '4vyae')}`,
    `http://${'a2'.repeat(28)}.onion`,
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
    'https://one.example,https://two.example,https://One.example/',
    'https://countersign.example',
    'https://one.example,https://countersign.example/',
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
    ['counted', Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64')],
    [
      'counted down by two',
      Buffer.from(Array.from({ length: 32 }, (_, i) => 250 - 2 * i)).toString('base64'),
    ],
    ['counted at its end', Buffer.from([...testKey(1).subarray(7), 1, 2, 3, 4, 5, 6, 7]).toString('base64')],
    ['a sentence of many letters', Buffer.from('Sphinx of black quartz, judge me').toString('base64')],
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
    ['counted', Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64')],
    [
      'counted down by two',
      Buffer.from(Array.from({ length: 32 }, (_, i) => 250 - 2 * i)).toString('base64'),
    ],
    ['counted at its end', Buffer.from([...testKey(1).subarray(7), 1, 2, 3, 4, 5, 6, 7]).toString('base64')],
    ['a sentence of many letters', Buffer.from('Sphinx of black quartz, judge me').toString('base64')],
  ])('is refused when it is %s', (_, given) => {
    expect(faultOf({ SESSION_SECRET: given })).toMatch(/^configuration: SESSION_SECRET: [^\n;]+$/)
  })
})

it.each([key(3), `${key(1)},${key(3)}`])('no key is another one’s too', given => {
  expect(faultOf({ CONTACT_KEY: given })).toBe(
    'configuration: CONTACT_KEY and SESSION_SECRET have one key: each needs its own',
  )
})

it('a thousand keys that were drawn are taken', () => {
  for (let number = 0; number < 1000; number++)
    expect(readConfig({ ...env, SESSION_SECRET: key(number + 10) }).sessionSecret).toHaveLength(32)
})

it.each([
  ['RESEND_WEBHOOK_SECRET', { RESEND_WEBHOOK_SECRET: `whsec_${key(3)}` }],
  ['CONTACT_KEY', { RESEND_WEBHOOK_SECRET: `whsec_${key(1)}` }],
  [
    'RESEND_WEBHOOK_SECRET and MODERATORS_WEBHOOK_SECRET',
    {
      RESEND_WEBHOOK_SECRET: `whsec_${key(5)}`,
      MODERATORS_WEBHOOK_SECRET: `whsec_${key(5)}`,
      MODERATORS_WEBHOOK_URL: 'https://bridge.example',
    },
  ],
])('no two secrets are one: %s', (name, changes) => {
  expect(faultOf(changes)).toContain(name)
  expect(faultOf(changes)).toMatch(/^configuration: \w+ and \w+ have one key: each needs its own$/)
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
    'mail@..',
    'mail@-',
    'mail@countersign..example',
    'mail@countersign.example.',
    '..@countersign.example',
    '.mail@countersign.example',
    'ma..il@countersign.example',
    'пошта@countersign.example',
    `${'m'.repeat(65)}@countersign.example`,
  ])('is not %s', given => {
    expect(faultOf({ MAIL_FROM: given })).toMatch(/^configuration: MAIL_FROM: an address is needed[^\n;]+$/)
  })

  it.each(['\u0000', '\u0007', '\t', '\u202e', '\u200b'])('has no name with %j', sign => {
    expect(faultOf({ MAIL_FROM: `Counter${sign}sign <mail@countersign.example>` })).toMatch(
      /^configuration: MAIL_FROM: its name has a control character[^\n;]+$/,
    )
  })
})

it('RESEND_API_KEY looks like one, unless another server takes it', () => {
  expect(faultOf({ RESEND_API_KEY: 'sk_live_1' })).toBe(
    'configuration: RESEND_API_KEY: a key of Resend is needed, like re_…',
  )
  expect(faultOf({ RESEND_API_KEY: 're_ключ' })).toContain('RESEND_API_KEY: it has')
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
  expect(faultOf({ RESEND_BASE_URL: 'http://mail.example' })).toContain('RESEND_BASE_URL: https: is needed')
  const elsewhere = { RESEND_BASE_URL: 'https://mail.example', RESEND_API_KEY: 'ключ' }
  expect(faultOf(elsewhere)).toContain('RESEND_API_KEY: it has')
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

  it.each(['0', '-1', '1.5', 'many', 'NaN', 'Infinity', '1e400', '1e3', '0x2', '07', ' ', '7 ', '1000001'])(
    'is not %j',
    given => {
      expect(faultOf({ [name]: given })).toBe(
        `configuration: ${name}: a whole number from 1 to 1000000 is needed`,
      )
    },
  )
})

describe('the limits of a flood', () => {
  it.each(Object.keys(floodLimits))('has a setting for %s', name => {
    const read = readConfig({ ...env, LIMIT_FLOOD: '5', [settingOf(name)]: '7' })
    expect(read.floodLimits).toMatchObject({ [name]: 7 })
    expect(faultOf({ [settingOf(name)]: '0' })).toContain(`${settingOf(name)}: `)
  })

  it('believes in as many proxies as it is told', () => {
    expect(readConfig({ ...env, TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2)
    expect(readConfig({ ...env, TRUSTED_PROXIES: 2 }).trustedProxies).toBe(2)
    for (const given of ['-1', '6', '1.5', 'true', '0x2', '1e0', ' ', ' 1'])
      expect(faultOf({ TRUSTED_PROXIES: given })).toBe(
        'configuration: TRUSTED_PROXIES: a whole number from 0 to 5 is needed',
      )
  })

  it('are in their order', () => {
    expect(faultOf({ LIMIT_FLOOD: '41' })).toBe(
      'configuration: LIMIT_GREAT_FLOOD: it is less than LIMIT_FLOOD',
    )
    const { floodLimits } = readConfig({ ...env, LIMIT_FLOOD: '41', LIMIT_GREAT_FLOOD: '41' })
    expect(floodLimits).toMatchObject({ flood: 41, greatFlood: 41 })
  })
})

describe('MAIL_PER_SECOND', () => {
  it.each(['0', '0.5', '10', '1000'])('may be %s', given => {
    expect(readConfig({ ...env, MAIL_PER_SECOND: given }).mailPerSecond).toBe(Number(given))
  })

  it.each(['-1', '1001', '1e2', ' ', '.5', 'few'])('is not %j', given => {
    expect(faultOf({ MAIL_PER_SECOND: given })).toBe(
      'configuration: MAIL_PER_SECOND: a number from 0 to 1000 is needed',
    )
  })
})

describe.each(['OPERATOR_NAME', 'OPERATOR_ADDRESS'])('%s', name => {
  it.each([' ', '\t', 'Forum\u0000', 'Forum\u202e', 'Fo\u200brum', 'one\ntwo'])('is not %j', given => {
    expect(faultOf({ [name]: given })).toMatch(new RegExp(`^configuration: ${name}: [^\\n;]+$`))
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
  const secret = `whsec_${testKey(5).subarray(0, 24).toString('base64')}`
  const hook = { MODERATORS_WEBHOOK_URL: 'https://bridge.example/hook', MODERATORS_WEBHOOK_SECRET: secret }

  it.each([
    'whsec_',
    'whsec_abc',
    secret.slice(6),
    `whsec_${testKey(5).subarray(0, 23).toString('base64')}`,
    `whsec_${Buffer.alloc(24).toString('base64')}`,
    `whsec_${Buffer.alloc(64).toString('base64')}`,
    `whsec_${Buffer.from('0123456789abcdefghijklmnop').toString('base64')}`,
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

it('names all that does not go together at once', () => {
  const faults = faultOf({
    SMTP_URL: 'smtps://mail.example',
    MODERATORS_WEBHOOK_URL: 'https://bridge.example/',
    MIRROR_URLS: env.PUBLIC_URL,
    LIMIT_FLOOD: '2',
    LIMIT_GREAT_FLOOD: '1',
  })
  expect(faults.split('; ').map(fault => fault.replace(/^configuration: /, '').split(':')[0])).toEqual([
    'SMTP_URL and RESEND_API_KEY',
    'MODERATORS_WEBHOOK_URL and MODERATORS_WEBHOOK_SECRET',
    'MIRROR_URLS',
    'LIMIT_GREAT_FLOOD',
  ])
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

describe('a variable that nothing reads', () => {
  it.each([
    ['TRUSTED_PROXY', null],
    ['LIMIT_FLOODS', 'LIMIT_FLOOD'],
    ['LIMIT_LOGINS', null],
    ['CONTACT_KEYS', 'CONTACT_KEY'],
    ['SESION_SECRET', 'SESSION_SECRET'],
    ['PULBIC_URL', 'PUBLIC_URL'],
    ['public_url', 'PUBLIC_URL'],
    ['DATABASE_READER_URL', null],
  ])('is said to be one: %s', (name, meant) => {
    expect(unknownNames({ ...env, [name]: 'canary' })).toEqual([{ name, meant }])
    expect(unknownNames({ ...env, [name]: '' })).toEqual([])
  })

  it.each([
    'PATH',
    'HOME',
    'POST',
    'HOSTS',
    'MAIL',
    'SESSION_MANAGER',
    'HYPERDRIVE',
    'DATA_DIR',
    'MAILBOX_PORT',
  ])('is another program’s, or ours: %s', name => {
    expect(unknownNames({ ...env, [name]: 'x' })).toEqual([])
  })

  it('is none of those that README names', () => {
    const rows = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `'))
    const named = rows.flatMap(row => row.split('|')[1]?.match(/[A-Z]{2,}(?:_[A-Z]+)*(?=`)/g) ?? [])
    expect(named.length).toBeGreaterThan(20)
    expect(unknownNames(Object.fromEntries(named.map(name => [name, 'x'])))).toEqual([])
  })
})
