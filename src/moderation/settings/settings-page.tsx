import { secondModerators } from '../../domain/second-moderator.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Fieldset, Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { Option } from '../option.tsx'

type SettingsProps = {
  signedIn: SignedIn
  statements: readonly StatementSettings[]
  /** Whether publishing a statement of the desk takes two administrators. */
  publishingByTwo: boolean
  saved: boolean
}

/** When an approval needs two moderators, for each statement; and what is set for the whole site. */
export function renderSettingsPage({ signedIn, statements, publishingByTwo, saved }: SettingsProps): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('settings.title'),
    role,
    timeZone,
    at: 'settings',
    children: (
      <div class="desk-settings">
        {saved && (
          <Notice kind="done">
            <p role="status">{t('settings.saved')}</p>
          </Notice>
        )}
        <Masthead title={t('settings.title')} dateline={t('settings.lead')} />
        {statements.length > 1 && (
          <p>
            <a href={paths.desk.order}>{t('order.link')}</a>
          </p>
        )}
        {statements.map(statement => (
          <section class="section">
            <h2 {...foreignMarks(statement, lang)}>{statement.title}</h2>
            <SettingsForm lang={lang} statement={statement} />
            <p>
              <a href={paths.desk.writing(statement.slug, 'times')}>{t('times.title')}</a>
            </p>
          </section>
        ))}
        <section class="section">
          <h2>{t('settings.site')}</h2>
          <Form action={paths.desk.siteSettings}>
            <Fieldset legend={t('settings.publishing')}>
              {(['one', 'two'] as const).map(value => (
                <Option
                  name="publishing"
                  value={value}
                  label={t(`settings.publishing.${value}`)}
                  hint={t(`settings.publishing.${value}.hint`)}
                  checked={publishingByTwo === (value === 'two')}
                />
              ))}
            </Fieldset>
            <Actions>
              <Button kind="quiet">{t('settings.save')}</Button>
            </Actions>
          </Form>
        </section>
      </div>
    ),
  })
}

type FormProps = { lang: Language; statement: StatementSettings }

function SettingsForm({ lang, statement }: FormProps) {
  const t = translator(lang)
  return (
    <Form action={paths.desk.settings}>
      <input type="hidden" name="statement" value={statement.slug} />
      <Fieldset legend={t('settings.second')}>
        {secondModerators.map(value => (
          <Option
            id={`${statement.slug}-${value}`}
            name="second"
            value={value}
            label={t(`settings.second.${value}`)}
            hint={t(`settings.second.${value}.hint`)}
            checked={value === statement.second}
          />
        ))}
      </Fieldset>
      <Actions>
        <Button kind="quiet">{t('settings.save')}</Button>
      </Actions>
    </Form>
  )
}
