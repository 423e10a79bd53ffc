import { describe, expect, it } from 'vitest'
import type { InvitationKind } from '../../../src/auth/team/mail-invitation.ts'
import { evidenceSides } from '../../../src/domain/evidence/summary.ts'
import type { LogKind } from '../../../src/domain/log-kind.ts'
import { secondModerators } from '../../../src/domain/second-moderator.ts'
import type { PublishChoice } from '../../../src/domain/publishing.ts'
import type { Change } from '../../../src/domain/statement.ts'
import { languages, type MessageKey, translator } from '../../../src/i18n/index.ts'
import { readLogFilter } from '../../../src/moderation/log/log-filter.ts'
import { renderLogPage } from '../../../src/moderation/log/log-page.tsx'
import { cannedReasonsFor, type Explaining } from '../../../src/moderation/request/canned-reasons.ts'
import { type LogRow, logKinds } from '../../../src/storage/moderation-log.ts'
import type { ModeratorRole } from '../../../src/storage/schema/moderators.ts'
import { isNode, literal, nodesIn, readSources, type Source, visit } from '../../house/source.ts'

/** All values of a type: the compiler asks for each. */
const all = <T extends string>(values: Record<T, true>) => Object.keys(values)

const roles = all<ModeratorRole>({ moderator: true, administrator: true })
const ways = all<Exclude<InvitationKind, 'new'>>({ again: true, recovery: true })
const explaining: Record<Explaining, true> = { reject: true, return: true, withdraw: true }
const reasons = (Object.keys(explaining) as Explaining[]).flatMap(action =>
  cannedReasonsFor(action, 'en').map(({ code }) => code),
)

const publications = all<`${PublishChoice['to']}-${Change}`>({
  'public-substantive': true,
  'public-editorial': true,
  'private-substantive': true,
  'private-editorial': true,
})

/** Who writes to the log, and all that they write there as a code. */
const writers: Record<string, string[]> = {
  'src/auth/account/device-link.ts': ['device'],
  'src/auth/team/invite.ts': [...roles, ...ways],
  'src/auth/join/join.ts': [],
  'src/auth/operator/invite-from-command-line.ts': roles,
  'src/auth/account/add-passkey.ts': [],
  'src/auth/account/choose-preferences.ts': [],
  'src/auth/team/limit-moderator.ts': ['sees', 'sees-no-more', 'sees-all'],
  'src/auth/team/reinstate.ts': [],
  'src/auth/account/remove-passkey.ts': [],
  'src/auth/sign-in/sign-in.ts': [],
  'src/auth/sign-in/sign-out.ts': ['everywhere'],
  'src/auth/team/suspend.ts': [],
  'src/site/unsubscribe/turn-off.ts': [],
  'src/auth/verify/verify.ts': [],
  'src/moderation/claim/claim.ts': [],
  'src/moderation/mail/send-again.ts': [],
  'src/post/owe-by-operator.ts': [],
  'src/moderation/proposal/decline.ts': [],
  'src/moderation/reach/confirm-links.ts': [],
  'src/moderation/reach/name-contact.ts': [],
  'src/moderation/reach/write.ts': [],
  'src/moderation/request/decide.ts': [...evidenceSides, ...reasons],
  'src/moderation/request/know.ts': [],
  'src/moderation/request/note.ts': [],
  'src/moderation/section/propose-section.ts': ['organisation', 'network', 'person'].map(
    kind => `section-${kind}`,
  ),
  'src/moderation/log/log-export.ts': [],
  'src/privacy/erase-address.ts': [],
  'src/moderation/statements/change-times.ts': [
    'private-address',
    'public-by-hand',
    'publish-hour',
    'publish-hour-removed',
    'founders-agreed',
    'deadline-set',
    'deadline-extended',
    'late-allowed',
    'late-refused',
  ],
  'src/moderation/updates/write-update.ts': [],
  'src/moderation/updates/send-update.ts': [],
  'src/moderation/updates/stop-update.ts': [],
  'src/sweep/freeze-due.ts': ['list-frozen'],
  'src/sweep/publish-due.ts': ['public-by-hour'],
  'src/moderation/settings/change-publishing.ts': ['publishing-one', 'publishing-two'],
  'src/moderation/statements/begin-draft.ts': [],
  'src/moderation/statements/delete-draft.ts': [],
  'src/moderation/statements/preview-link.ts': [],
  'src/moderation/statements/publish.ts': publications,
  'src/moderation/statements/save-draft.ts': [],
  'src/moderation/settings/change-second-moderator.ts': secondModerators.map(value => `second-${value}`),
  'src/moderation/statements/move-statement.ts': ['moved-up', 'moved-down', 'featured'],
}
const codes = [...new Set(Object.values(writers).flat())]

const sources = readSources('src')
const mentions = (source: Source, test: (node: { [field: string]: unknown }) => boolean) => {
  let found = false
  visit(source.tree, node => {
    found ||= test(node)
  })
  return found
}
const named = (node: unknown, name: string) => isNode(node) && (node.name === name || literal(node) === name)
const writesLog = (source: Source) =>
  mentions(source, node => node.type === 'CallExpression' && named(node.callee, 'insertLog'))
const speaksOfCode = (source: Source) =>
  mentions(source, node => node.type === 'Property' && named(nodesIn(node.key)[0], 'code'))

describe('what the log says as a code', () => {
  it('is known of everything that writes to it', () => {
    const found = sources.filter(writesLog).map(({ path }) => path)
    expect(found).toEqual(Object.keys(writers).sort())
  })

  it('is nothing where this test says so', () => {
    const silent = Object.keys(writers).filter(path => writers[path]?.length === 0)
    // The export's file has a column of that name.
    const spoken = sources.filter(({ path }) => silent.includes(path)).filter(speaksOfCode)
    expect(spoken.map(({ path }) => path).filter(path => !path.endsWith('/log-export.ts'))).toEqual([])
  })

  it.each(codes)('is what the database takes: %s', code => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it.each(codes)('is read in words in every language: %s', code => {
    for (const lang of languages) {
      const word = translator(lang)(`log.code.${code}` as MessageKey)
      expect(word.trim(), lang).not.toBe('')
      expect(rendered(lang, { kind: 'note', code }), lang).toContain(` · ${word}`)
    }
  })

  it.each(['strong', 'some', 'weak', 'second-weak'])(
    'is no grade of evidence, as entries from before have it: %s',
    code => {
      for (const lang of languages) {
        const text = rendered(lang, { kind: 'approve', code })
        expect(text, lang).not.toMatch(/strong|some evidence|weak|моцны|слаб|сильн/i)
        expect(text, lang).not.toContain(` · ${code}`)
      }
    },
  )

  it.each(logKinds)('stands beside what was done, in words too: %s', kind => {
    for (const lang of languages) {
      const word = translator(lang)(`log.kind.${kind}`)
      expect(rendered(lang, { kind, code: null }), lang).toMatch(new RegExp(`class="log-what">${word}`))
    }
  })
})

function rendered(language: (typeof languages)[number], entry: { kind: LogKind; code: string | null }) {
  const at = new Date('2030-01-01T00:00:00Z')
  const id = crypto.randomUUID()
  const nobody = { moderatorId: null, subjectId: null, statement: null, endorsement: null }
  const row: LogRow = { id, at, ...nobody, ...entry, cursor: { at: at.toISOString(), id } }
  return renderLogPage({
    signedIn: {
      moderator: { id, role: 'administrator', language, timeZone: 'UTC', sight: null },
      session: { hash: new Uint8Array(32), verifiedAt: at },
    },
    typed: readLogFilter({}, 'UTC', null),
    rows: [row],
    older: null,
    newer: null,
    people: [],
    statements: [],
  })
}
