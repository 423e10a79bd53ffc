import { utcDate } from '../../domain/endorsement.ts'
import { verifyPath } from '../../http/session.ts'
import { formatDate, type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { OpenSealedInvitation } from '../../storage/invitations.ts'
import type { Member } from '../../storage/moderators.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button, ButtonLink, Facts, Masthead, Meta, Notice } from '../../ui/parts.tsx'
import { Choice, languageOptions } from '../choice.tsx'
import { emptyInvite, type InviteState } from './invite-form.ts'
import type { TeamError } from './team-rules.ts'

/** What an administrator can do to another moderator. */
export const teamActions = ['suspend', 'reinstate', 'renew'] as const
export type TeamAction = (typeof teamActions)[number]

/** Whether it can be done to somebody in that state; nothing can be done to oneself. */
export function isPossible(action: TeamAction, { id, status }: Member, self: string): boolean {
  if (id === self) return false
  return action === 'reinstate' ? status === 'suspended' : status !== 'suspended'
}

export type TeamView = {
  lang: Language
  self: string
  team: Member[]
  /** Open invitations from the command line, which say nobody's name. */
  unnamed: OpenSealedInvitation[]
  /** The passkey was shown a moment ago: the team can be changed. */
  fresh: boolean
  form?: InviteState
  refused?: TeamError['reason']
  done?: 'suspend' | 'reinstate'
}

/** Everybody who decides, or may; for administrators. */
export function renderTeamPage({ lang, self, team, unnamed, fresh, form, refused, done }: TeamView): string {
  const t = translator(lang)
  const problems = form && Object.keys(form.faults).length
  return renderDesk({
    lang,
    title: problems ? `${t('form.problems', { count: problems })} — ${t('team.title')}` : t('team.title'),
    role: 'administrator',
    at: 'team',
    children: (
      <>
        <Masthead title={t('team.title')} dateline={t('team.lead')} />
        <div class="people-page">
          {refused && (
            <Notice kind="stop" heading={t('team.refused.title')}>
              <p>{t(`team.refused.${refused}`)}</p>
            </Notice>
          )}
          {done && (
            <Notice kind="done">
              <p>{t(`team.${done}.done`)}</p>
            </Notice>
          )}
          <ul class="people">
            {team.map(member => (
              <Person lang={lang} member={member} self={self} fresh={fresh} />
            ))}
          </ul>
          {unnamed.map(({ role, expiresAt }) => (
            <p>{t(`team.unnamed.${role}`, until(lang, expiresAt))}</p>
          ))}
          <section class="section" id="invite">
            <h2>{t('team.invite.title')}</h2>
            {fresh ? (
              <InviteForm lang={lang} state={form ?? emptyInvite} />
            ) : (
              <>
                <p>{t('team.verify')}</p>
                <Actions>
                  <ButtonLink href={verifyPath('team')}>{t('team.verify.link')}</ButtonLink>
                </Actions>
              </>
            )}
          </section>
        </div>
      </>
    ),
  })
}

function until(lang: Language, expiresAt: Date): { date: string; time: string } {
  const time = expiresAt.toISOString().slice(11, 16)
  return { date: formatDate(lang, utcDate(expiresAt)), time }
}

function Person(props: { lang: Language; member: Member; self: string; fresh: boolean }) {
  const { lang, member, self, fresh } = props
  const t = translator(lang)
  const { id, person, role, status, passkeys, seenAt, createdAt } = member
  const on = (date: Date) => formatDate(lang, utcDate(date))
  const possible = fresh ? teamActions.filter(action => isPossible(action, member, self)) : []
  const word = (action: TeamAction) => (action === 'renew' && status === 'active' ? 'recover' : action)
  return (
    <li class={status === 'suspended' ? 'suspended' : undefined}>
      <h2>
        <bdi>{person.name}</bdi>
        {id === self && <span class="hint"> {t('team.you')}</span>}
      </h2>
      <p>
        <bdi>{person.email}</bdi>
      </p>
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
      {possible.length > 0 && (
        <Actions>
          {possible.map(action => (
            <a
              href={paths.team.member(id, action)}
              aria-label={`${t(`team.${word(action)}.link`)}: ${person.name}`}
            >
              {t(`team.${word(action)}.link`)}
            </a>
          ))}
        </Actions>
      )}
    </li>
  )
}

function InviteForm({ lang, state: { typed, faults } }: { lang: Language; state: InviteState }) {
  const t = translator(lang)
  const message = (field: 'name' | 'email') =>
    faults[field] && t(`team.${field}.${faults[field]}` satisfies MessageKey)
  const errors = (['name', 'email'] as const).flatMap(field => {
    const fault = message(field)
    return fault ? [{ field, message: fault }] : []
  })
  return (
    <>
      <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
      <p>{t('team.invite.text')}</p>
      <Form action={paths.team.page}>
        <TextField
          name="name"
          label={t('team.name')}
          hint={t('team.name.hint')}
          value={typed.name}
          error={message('name')}
          autocomplete="off"
          spellcheck={false}
          required
        />
        <TextField
          name="email"
          label={t('team.email')}
          hint={t('team.email.hint')}
          value={typed.email}
          error={message('email')}
          type="email"
          inputmode="email"
          autocomplete="off"
          required
        />
        <Choice
          name="role"
          label={t('team.role')}
          hint={t('team.role.hint')}
          value={typed.role}
          options={(['moderator', 'administrator'] as const).map(role => ({
            value: role,
            label: t(`team.role.${role}`),
          }))}
        />
        <Choice
          name="language"
          label={t('team.language')}
          value={typed.language ?? lang}
          options={languageOptions}
        />
        <Actions>
          <Button>{t('team.invite.submit')}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** What suspending, reinstating or a new link does, before it is done. */
export function renderTeamChange(lang: Language, member: Member, action: TeamAction): string {
  const t = translator(lang)
  const { id, person, role, status } = member
  const word = action === 'renew' && status === 'active' ? 'recover' : action
  return renderDesk({
    lang,
    title: t(`team.${word}.title`),
    role: 'administrator',
    at: 'team',
    children: (
      <>
        <Masthead title={t(`team.${word}.title`)} dateline={t(`team.${word}.text`)} />
        <div class="people-page">
          <Facts
            items={[
              { label: t('team.name'), value: person.name },
              { label: t('team.email'), value: person.email },
              { label: t('team.role'), value: t(`team.role.${role}`) },
              { label: t('team.status'), value: t(`team.status.${status}`) },
            ]}
          />
          <section class="section">
            <Form action={paths.team.member(id, action)}>
              <Actions>
                <Button kind={word === 'suspend' || word === 'recover' ? 'danger' : 'primary'}>
                  {t(`team.${word}.submit`)}
                </Button>
                <a href={paths.team.page}>{t('team.cancel')}</a>
              </Actions>
            </Form>
          </section>
        </div>
      </>
    ),
  })
}
