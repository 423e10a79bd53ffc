import { textIn } from '../../domain/statement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { faultMessage, fieldOf, OrganisationFieldset, summaryOf } from '../../organisations/fieldset.tsx'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { Aside, AsideSection, Split } from '../../ui/columns.tsx'
import { Checkbox, ErrorSummary, Fieldset, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { type Faults, type RequestField, requestFields, type Typed } from './form.ts'

export type FormState = {
  typed: Typed
  faults: Faults
  textChanged?: boolean
  /** The request did not get through, as the database is away: its id, for whoever asks us about it. */
  away?: string
}

/** The request form, empty or with what was typed and what has to be put right. */
export function renderFormPage(
  lang: Language,
  statement: PublicStatement,
  { typed, faults, textChanged, away }: FormState,
): string {
  const t = translator(lang)
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  // The version has no field of its own to lead to.
  const errors = summaryOf(lang, requestFields, { typed, faults }).map(({ field, message }) => ({
    field: field === 'version' ? 'organisation' : field,
    message,
  }))
  const field = (name: RequestField) => fieldOf(lang, { typed, faults }, name)
  const title = t('form.title')
  const trouble = troubleOf(lang, errors.length, away)
  return renderSite({
    lang,
    title: trouble ? `${trouble} — ${title}` : title,
    path: language => paths.endorsement.ask(language, statement.slug),
    children: (
      <>
        <Masthead
          eyebrow={
            <a href={paths.statement.page(lang, statement.slug)} lang={foreign(text, lang)}>
              {text.title}
            </a>
          }
          title={title}
          dateline={t('form.lead')}
        />
        <Split side={<BesideForm lang={lang} />}>
          <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
          {away && (
            <Notice kind="stop" heading={t('fault.away.title')}>
              <p>{t('fault.away.text')}</p>
              <p>{t('fault.away.mail')}</p>
              <Facts items={[{ label: t('fault.request'), value: away, code: true }]} />
            </Notice>
          )}
          {textChanged && (
            <Notice kind="stop" heading={t('form.textChanged.title')}>
              <p>{t('form.textChanged.text')}</p>
              <p>
                <a href={paths.statement.page(lang, statement.slug)}>{t('form.textChanged.link')}</a>
              </p>
            </Notice>
          )}
          <Form action={paths.endorsement.ask(lang, statement.slug)}>
            <input type="hidden" name="version" value={String(statement.version)} />
            <OrganisationFieldset
              lang={lang}
              legend={t('form.organisation.legend')}
              note={t('form.organisation.note')}
              typed={typed}
              faults={faults}
            />
            <Fieldset legend={t('form.representative.legend')} hint={t('form.representative.note')}>
              <TextField {...field('representative')} autocomplete="name" spellcheck={false} required />
              <TextField {...field('role')} autocomplete="organization-title" required />
              <TextField
                {...field('email')}
                hint={t('field.email.hint')}
                type="email"
                inputmode="email"
                autocomplete="email"
                required
              />
            </Fieldset>
            {/* Beside the form it would come after the button on a phone: nobody may sign without it. */}
            <Notice kind="info" heading={t('form.beside.law.title')}>
              <p>{t('form.beside.law.text')}</p>
            </Notice>
            <p>
              {t('form.version', { version: statement.version })}{' '}
              <a href={paths.statement.page(lang, statement.slug)}>{t('opening.read')}</a>
            </p>
            <Checkbox
              name="authority"
              label={t('field.authority')}
              error={faultMessage(lang, { typed, faults }, 'authority')}
              checked={Boolean(typed.authority)}
              required
            />
            <p class="hint">
              {t('form.beside.responsible.text')} {t('form.kept')}{' '}
              <a href={paths.site.privacy(lang)}>{t('privacy.title')}</a>
            </p>
            <Actions>
              <Button>{t('form.submit')}</Button>
            </Actions>
          </Form>
        </Split>
      </>
    ),
  })
}

/** What stands first in the title of a form that was not taken. */
function troubleOf(lang: Language, errorCount: number, away: string | undefined): string | null {
  const t = translator(lang)
  if (errorCount > 0) return t('form.problems', { count: errorCount })
  return away ? t('fault.away.title') : null
}

function BesideForm({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <Aside>
      <AsideSection heading={t('form.beside.criteria.title')}>
        <ul>
          <li>{t('form.beside.criteria.exists')}</li>
          <li>{t('form.beside.criteria.linked')}</li>
          <li>{t('form.beside.criteria.name')}</li>
        </ul>
      </AsideSection>
    </Aside>
  )
}
