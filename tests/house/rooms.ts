// Who may know whom: docs/architecture.md in a form that a test can hold. A room is a folder of src, emails, or a file
// that lies in src itself, and always knows itself.

/** The rooms that every room but the pure ones may know, needed or not: what is given from outside, and every URL. */
export const basics = ['config.ts', 'deps.ts', 'env.ts', 'log.ts', 'paths.ts', 'random.ts']
/** A capability answers requests by pages: it never knows another one, and of `mail` only what {@link doors} lists. */
const capability = [...basics, 'domain', 'storage', 'i18n', 'ui', 'http']

export const mayKnow: Readonly<Record<string, readonly string[]>> = {
  // Pure.
  domain: [],
  formats: [],
  'paths.ts': ['domain'],
  'log.ts': [],
  'random.ts': [],
  i18n: ['domain'],
  emails: ['i18n'],
  // What is stored, and what is served from memory.
  storage: ['domain'],
  held: ['domain', 'storage', 'env.ts', 'log.ts'],
  // What several pages are made of.
  ui: ['domain', 'i18n', 'paths.ts'],
  organisations: ['domain', 'formats', 'i18n', 'ui', 'paths.ts'],
  http: [...basics, 'domain', 'storage', 'held', 'i18n', 'ui'],
  mail: [...basics, 'domain', 'storage'],
  // For Node alone.
  smtp: ['config.ts', 'domain', 'mail'],
  statements: ['config.ts', 'domain', 'storage'],
  // Capabilities.
  // Its command, with which an operator invites.
  auth: [...capability, 'organisations', 'mail', 'emails', 'deploy'],
  endorsements: [...capability, 'held', 'formats', 'organisations', 'mail', 'emails'],
  // It shows a draft by the readers' own components.
  moderation: [
    ...capability,
    'held',
    'formats',
    'organisations',
    'mail',
    'emails',
    'endorsements',
    'signatories',
  ],
  signatories: [...capability, 'held', 'formats', 'organisations'],
  site: [...capability, 'held', 'formats'],
  // What machines call.
  webhooks: [...basics, 'domain', 'storage', 'http', 'mail'],
  // What runs without a request.
  sweep: [...basics, 'domain', 'storage', 'mail', 'emails', 'endorsements', 'webhooks'],
  // The frame of an operator's command starts the local database.
  deploy: [...basics, 'dev', 'storage', 'statements'],
  privacy: [...basics, 'deploy', 'domain', 'storage'],
  doctor: [...basics, 'deploy', 'domain', 'storage'],
  post: [...basics, 'deploy', 'domain', 'mail', 'smtp', 'storage'],
  keys: [...basics, 'deploy', 'domain', 'storage'],
  export: [
    ...basics,
    'app.ts',
    'deploy',
    'domain',
    'formats',
    'held',
    'i18n',
    'signatories',
    'storage',
    'ui',
  ],
  // What is given from outside: types of it, but for the configuration's own checks.
  'config.ts': ['domain', 'settings'],
  settings: ['domain'],
  'deps.ts': ['config.ts', 'held', 'log.ts', 'mail', 'storage'],
  'env.ts': ['deps.ts', 'domain', 'held', 'i18n', 'storage'],
  // The entries.
  'app.ts': [
    ...basics,
    'auth',
    'endorsements',
    'held',
    'http',
    'moderation',
    'signatories',
    'site',
    'webhooks',
  ],
  'worker.ts': [...basics, 'app.ts', 'held', 'mail', 'storage', 'sweep'],
  'node-server.ts': [
    ...basics,
    'app.ts',
    'deploy',
    'domain',
    'held',
    'http',
    'mail',
    'smtp',
    'statements',
    'storage',
    'sweep',
  ],
  'node.ts': [...basics, 'deploy', 'dev', 'node-server.ts', 'statements'],
  // Never part of the product.
  build: ['domain', 'formats', 'i18n'],
  dev: [...basics, 'build', 'emails', 'i18n'],
  client: [],
  'modules.d.ts': [],
}

/** The files of a room that others may import, where they may not import all of it. */
export const doors: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  mail: {
    auth: ['src/mail/owe.ts'],
    endorsements: ['src/mail/owe.ts', 'src/mail/private-link.ts', 'src/mail/request-facts.ts'],
    moderation: [
      'src/mail/owe.ts',
      'src/mail/private-link.ts',
      // The code by which the desk tells a mail that was not sent as an earlier one did not arrive.
      'src/mail/request-facts.ts',
      'src/mail/update-facts.ts',
      'type src/mail/mailer.ts',
    ],
  },
  deploy: {
    'node.ts': ['src/deploy/command.ts'],
    auth: ['src/deploy/command.ts'],
    export: ['src/deploy/command.ts', 'src/deploy/read-files.ts'],
    privacy: ['src/deploy/command.ts'],
    post: ['src/deploy/command.ts'],
    keys: ['src/deploy/command.ts'],
    doctor: ['src/deploy/command.ts', 'src/deploy/check-urls.ts'],
  },
  held: {
    http: ['src/held/slots.ts'],
  },
  dev: {
    deploy: ['src/dev/local.ts', 'src/dev/start-error.ts'],
  },
  endorsements: {
    sweep: [
      'src/endorsements/ask/due-asks.ts',
      'src/endorsements/contact-person/make-due.ts',
      'src/endorsements/remind/remind-due.ts',
    ],
    // It sends confirm links, and opens a change of the contact person by the form that a representative has for it.
    moderation: [
      'src/endorsements/mail-confirm-link.ts',
      'src/endorsements/contact-person/contact-form.tsx',
      'src/endorsements/contact-person/new-contact-form.ts',
      'src/endorsements/contact-person/open-change.ts',
    ],
  },
  signatories: { moderation: ['src/signatories/statement/preview-page.tsx'] },
}

/** The room of a path of the project; null for what is in none: a package, a built file. */
export function roomOf(path: string): string | null {
  if (path.startsWith('emails/')) return 'emails'
  const [root, first] = path.split('/')
  return root === 'src' && first !== undefined ? first : null
}
