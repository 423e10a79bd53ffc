import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Member } from '../../storage/moderators.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Checkbox, Fieldset, Form } from '../../ui/fields.tsx'
import { Actions, Button, Facts, Masthead } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import type { Viewer } from '../viewer.ts'

/** Which statements a moderator decides on, as boxes: none ticked, all. */
export function renderStatementsOf(
  { lang, role: viewerRole, timeZone }: Viewer,
  { id, person, sight }: Member,
  statements: readonly StatementSettings[],
): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('team.statements.title'),
    role: viewerRole,
    timeZone,
    at: 'team',
    children: (
      <>
        <Masthead title={t('team.statements.title')} dateline={t('team.statements.text')} />
        <div class="people-page">
          <Facts items={[{ label: t('team.name'), value: person.name }]} />
          <section class="section">
            <Form action={paths.team.statements(id)}>
              <Fieldset legend={t('team.statements.label')} hint={t('team.statements.hint')}>
                {statements.map(statement => (
                  <Checkbox
                    name="statement"
                    id={`statement-${statement.slug}`}
                    value={statement.slug}
                    label={<bdi {...foreignMarks(statement, lang)}>{statement.title}</bdi>}
                    checked={sight?.includes(statement.slug)}
                  />
                ))}
              </Fieldset>
              <Actions>
                <Button>{t('team.statements.submit')}</Button>
                <a href={paths.team.page}>{t('team.cancel')}</a>
              </Actions>
            </Form>
          </section>
        </div>
      </>
    ),
  })
}
