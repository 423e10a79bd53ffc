import { verifyPath } from '../../http/session.ts'
import { formatMoment, type Language, translator } from '../../i18n/index.ts'
import type { OpenSealedInvitation } from '../../storage/invitations.ts'
import type { Member } from '../../storage/moderators.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import { InviteFields } from './invite-fields.tsx'
import { emptyInvite, type InviteState } from './invite-form.ts'
import { MemberItem } from './member-item.tsx'
import { type TeamAction, type TeamError, teamActions, teamRefusal } from './team-rules.ts'

export type TeamView = {
  lang: Language
  timeZone: string
  /** The id of whoever looks. */
  self: string
  team: Member[]
  /** Those, by id, to whom the newest mail did not arrive. */
  unreached: ReadonlySet<string>
  /** Open invitations from the command line, which say nobody's name. */
  unnamed: OpenSealedInvitation[]
  /** The passkey was shown a moment ago: the team can be changed. */
  fresh: boolean
  form?: InviteState
  refused?: TeamError['reason']
  done?: 'suspend' | 'reinstate' | 'statements'
  statements: readonly StatementSettings[]
}

/** Everybody who decides, or may; for administrators. */
export function renderTeamPage(view: TeamView): string {
  const { lang, timeZone, self, team, unreached, statements, unnamed, fresh, form, refused, done } = view
  const t = translator(lang)
  const problems = form && Object.keys(form.faults).length
  return renderDesk({
    lang,
    title: problems ? `${t('form.problems', { count: problems })} — ${t('team.title')}` : t('team.title'),
    role: 'administrator',
    timeZone,
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
              <MemberItem
                lang={lang}
                member={member}
                statements={statements}
                mayLimit={
                  fresh && member.role === 'moderator' && (statements.length > 1 || member.sight !== null)
                }
                isSelf={member.id === self}
                isUnreached={unreached.has(member.id)}
                actions={fresh ? actionsOn(member, view) : []}
              />
            ))}
          </ul>
          {unnamed.map(({ role, expiresAt }) => (
            <p>{t(`team.unnamed.${role}`, { moment: formatMoment(lang, expiresAt, timeZone) })}</p>
          ))}
          <section class="section" id="invite">
            <h2>{t('team.invite.title')}</h2>
            {fresh ? <InviteFields lang={lang} state={form ?? emptyInvite} /> : <VerifyFirst lang={lang} />}
          </section>
        </div>
      </>
    ),
  })
}

/** What can be done to a member, by the rules that the verbs ask once more. */
export const actionsOn = (
  { id, status }: Member,
  { self, team }: Pick<TeamView, 'self' | 'team'>,
): TeamAction[] => {
  const administrators = team
    .filter(({ role, status }) => role === 'administrator' && status === 'active')
    .map(({ id }) => id)
  return teamActions.filter(
    action => id !== self && !teamRefusal(action, { by: self, id, status, administrators }),
  )
}

function VerifyFirst({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <>
      <p>{t('team.verify')}</p>
      <Actions>
        <ButtonLink href={verifyPath('team')}>{t('team.verify.link')}</ButtonLink>
      </Actions>
    </>
  )
}
