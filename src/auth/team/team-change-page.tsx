import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Member } from '../../storage/moderators.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Facts, Masthead } from '../../ui/parts.tsx'
import type { Viewer } from '../viewer.ts'
import { changeName, type TeamAction } from './team-rules.ts'

/** What suspending, reinstating or a new link does, before it is done. */
export function renderTeamChange(
  { lang, role: viewerRole, timeZone }: Viewer,
  member: Member,
  action: TeamAction,
): string {
  const t = translator(lang)
  const { id, person, role, status } = member
  const change = changeName(action, status)
  return renderDesk({
    lang,
    title: t(`team.${change}.title`),
    role: viewerRole,
    timeZone,
    at: 'team',
    children: (
      <>
        <Masthead title={t(`team.${change}.title`)} dateline={t(`team.${change}.text`)} />
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
                <Button kind={change === 'suspend' || change === 'recover' ? 'danger' : 'primary'}>
                  {t(`team.${change}.submit`)}
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
