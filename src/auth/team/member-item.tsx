import { formatDay, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Member } from '../../storage/moderators.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { useTimeZone } from '../../ui/moment.tsx'
import { Actions, Meta } from '../../ui/parts.tsx'
import { changeName, type TeamAction } from './team-rules.ts'

/** One of the team, with links to what can be done to them. */
export function MemberItem(props: {
  lang: Language
  member: Member
  isSelf: boolean
  actions: readonly TeamAction[]
  statements: readonly StatementSettings[]
  /** The newest mail to them did not arrive. */
  isUnreached: boolean
  /** The way to the statements that they are limited to. */
  mayLimit: boolean
}) {
  const { lang, member, isSelf, actions, statements, isUnreached, mayLimit } = props
  const t = translator(lang)
  const { id, person, role, status, passkeys, seenAt, createdAt, sight } = member
  const timeZone = useTimeZone()
  const on = (at: Date) => formatDay(lang, at, timeZone)
  return (
    <li class={status === 'suspended' ? 'suspended' : undefined}>
      <h2>
        <bdi>{person.name}</bdi>
        {isSelf && <span class="hint"> {t('team.you')}</span>}
      </h2>
      <p>
        <bdi>{person.email}</bdi>
      </p>
      {isUnreached && (
        <p>
          <strong>{t('team.unreached')}</strong>
        </p>
      )}
      <Meta
        parts={[
          t(`team.role.${role}`),
          <strong>{t(`team.status.${status}`)}</strong>,
          t('team.passkeys', { count: passkeys }),
        ]}
      />
      <Meta
        parts={[
          t('team.since', { date: on(createdAt) }),
          seenAt ? t('team.seen', { date: on(seenAt) }) : t('team.seen.never'),
        ]}
      />
      {sight !== null && <p>{sightInWords(lang, sight, statements)}</p>}
      {(actions.length > 0 || mayLimit) && (
        <Actions>
          {actions.map(action => {
            const label = t(`team.${changeName(action, status)}.link`)
            return (
              <a href={paths.team.member(id, action)} aria-label={`${label}: ${person.name}`}>
                {label}
              </a>
            )
          })}
          {mayLimit && (
            <a href={paths.team.statements(id)} aria-label={`${t('team.statements.link')}: ${person.name}`}>
              {t('team.statements.link')}
            </a>
          )}
        </Actions>
      )}
    </li>
  )
}

/** On which statements alone they decide, by their titles. */
function sightInWords(
  lang: Language,
  sight: readonly string[],
  statements: readonly StatementSettings[],
): string {
  const t = translator(lang)
  const titles = sight.map(slug => statements.find(one => one.slug === slug)?.title ?? slug)
  return titles.length === 0
    ? t('team.statements.none')
    : t('team.statements.only', { titles: titles.join('; ') })
}
