import { type SecondModeratorRule, secondModerators } from '../../domain/moderation.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Fieldset, Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'

type SettingsProps = { signedIn: SignedIn; statements: readonly StatementSettings[]; saved: boolean }

/** When an approval needs two moderators, for each statement. */
export function renderSettingsPage({ signedIn, statements, saved }: SettingsProps): string {
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
        {statements.map(statement => (
          <section class="section">
            <h2 {...foreignMarks(statement, lang)}>{statement.title}</h2>
            <SettingsForm lang={lang} statement={statement} />
            <p>
              <a href={paths.desk.statementTimes(statement.slug)}>{t('times.title')}</a>
            </p>
          </section>
        ))}
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
          <SecondModeratorOption lang={lang} statement={statement} value={value} />
        ))}
      </Fieldset>
      <Actions>
        <Button kind="quiet">{t('settings.save')}</Button>
      </Actions>
    </Form>
  )
}

function SecondModeratorOption({ lang, statement, value }: FormProps & { value: SecondModeratorRule }) {
  const t = translator(lang)
  const id = `${statement.slug}-${value}`
  return (
    <div class="field checkbox">
      <div class="checkbox-row">
        <input
          type="radio"
          id={id}
          name="second"
          value={value}
          checked={value === statement.second}
          aria-describedby={`${id}-hint`}
        />
        <label for={id}>{t(`settings.second.${value}`)}</label>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {t(`settings.second.${value}.hint`)}
      </p>
    </div>
  )
}
