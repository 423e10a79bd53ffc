import type { Child } from 'hono/jsx'
import { type SignerKind, textLanguagesOf, textToSign } from '../../domain/statement.ts'
import { inLanguage, type Language, type MessageKey, translator } from '../../i18n/index.ts'
import {
  faultMessage,
  fieldOf,
  OrganisationFieldset,
  summaryOf,
  WithheldBox,
} from '../../organisations/fieldset.tsx'
import { OnlyFor, perKind } from '../../organisations/per-kind.tsx'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { Criteria } from '../../ui/criteria.tsx'
import { Checkbox, Fieldset, TextField } from '../../ui/fields.tsx'
import { Facts, Notice } from '../../ui/parts.tsx'
import { doubtOf, type Faults, type RequestField, requestFields, type Typed } from './request-form.ts'

type FieldsProps = {
  lang: Language
  statement: Pick<PublicStatement, 'slug' | 'version' | 'texts' | 'courtesy' | 'defaultLanguage' | 'signers'>
  typed: Typed
  faults: Faults
  /** The address of whoever has proved it already: it cannot be another. */
  provedEmail?: string | undefined
}

type WhoAsksProps = {
  lang: Language
  typed: Typed
  faults: Faults
  textLanguages?: readonly string[] | undefined
  signers: readonly SignerKind[]
  children?: Child
}

/** What the form asks, from the organisation's name to the box to tick: all of it stands before the button. */
export function RequestFields({ lang, statement, typed, faults, provedEmail }: FieldsProps) {
  const t = translator(lang)
  const signed = textToSign(statement, lang, typed.text ?? null)
  const { signers } = statement
  return (
    <>
      <input type="hidden" name="version" value={String(statement.version)} />
      <input type="hidden" name="text" value={signed.language} />
      <WhoAsks
        lang={lang}
        typed={typed}
        faults={faults}
        signers={signers}
        textLanguages={textLanguagesOf(statement)}
      >
        {provedEmail === undefined ? (
          <EmailField lang={lang} typed={typed} faults={faults} signers={signers} />
        ) : (
          <Facts items={[{ label: t('field.email'), value: provedEmail }]} />
        )}
      </WhoAsks>
      {/* Beside the form these would come after the button on a phone: nobody may sign without them. */}
      <Notice kind="info" heading={t('form.beside.law.title')}>
        <p>{perKind(lang, signers, 'form.beside.law.text')}</p>
      </Notice>
      <section>
        <h2>{t('criteria.title')}</h2>
        <Criteria words={text => perKind(lang, signers, text)} />
        <p>
          <a href={paths.site.criteria(lang)}>{t('criteria.more')}</a>
        </p>
      </section>
      <p>
        {t('form.version', { version: statement.version, language: inLanguage(lang, signed.language) })}{' '}
        <a href={pageToRead(lang, statement, signed.language)}>{t('opening.read')}</a>
      </p>
      <Checkbox
        name="updates"
        label={t('update.box')}
        hint={t('update.box.hint')}
        checked={Boolean(typed.updates)}
      />
      <Checkbox
        name="authority"
        label={perKind(lang, signers, 'field.authority')}
        error={faultMessage(lang, { typed, faults }, 'authority')}
        checked={Boolean(typed.authority)}
        required
      />
      <p class="hint">
        {t('form.beside.responsible.text')} {perKind(lang, signers, 'form.kept')}{' '}
        <a href={paths.site.privacy(lang)}>{t('privacy.title')}</a>
      </p>
    </>
  )
}

/** Where the text stands that the form is about. */
const pageToRead = (lang: Language, statement: FieldsProps['statement'], tag: string): string =>
  paths.statement.pageIn(
    lang,
    statement.slug,
    textToSign(statement, lang, null).language === tag ? undefined : tag,
  )

/**
 * Who signs and who represents them, wherever both are typed; `children`: what else is asked of whoever is written to.
 * A person represents nobody.
 */
export function WhoAsks({ lang, typed, faults, signers, textLanguages, children }: WhoAsksProps) {
  const bodies = signers.filter(kind => kind !== 'person')
  const field = (name: 'representative' | 'role') => fieldOf(lang, { typed, faults }, name, bodies)
  const words = (text: MessageKey) => perKind(lang, signers, text)
  return (
    <>
      <OrganisationFieldset
        lang={lang}
        typed={typed}
        faults={faults}
        signers={signers}
        textLanguages={textLanguages}
      />
      <WithheldBox lang={lang} typed={typed} signers={signers} />
      {(bodies.length > 0 || children) && (
        <Fieldset legend={words('form.representative.legend')} hint={words('form.representative.note')}>
          <OnlyFor kinds={signers} of={bodies}>
            <TextField {...field('representative')} autocomplete="name" spellcheck={false} required />
          </OnlyFor>
          <OnlyFor kinds={signers} of={bodies}>
            <TextField {...field('role')} autocomplete="organization-title" required />
          </OnlyFor>
          {children}
        </Fieldset>
      )}
    </>
  )
}

/** Over the fields: the text has another version than the one that the form was sent with. */
export function TextChanged({ lang, slug }: { lang: Language; slug: string }) {
  const t = translator(lang)
  return (
    <Notice kind="stop" heading={t('form.textChanged.title')}>
      <p>{t('form.textChanged.text')}</p>
      <p>
        <a href={paths.statement.page(lang, slug)}>{t('form.textChanged.link')}</a>
      </p>
    </Notice>
  )
}

function EmailField({ lang, typed, faults, signers }: WhoAsksProps) {
  const { error, ...field } = fieldOf(lang, { typed, faults }, 'email', signers)
  const doubt = doubtIn(lang, typed, faults)
  // What the page has asked about once it does not ask again.
  const checked = doubt === null ? typed.email_checked : typed.email
  return (
    <>
      <TextField
        {...field}
        error={error ?? doubt ?? undefined}
        hint={perKind(lang, signers, 'field.email.hint')}
        type="email"
        inputmode="email"
        autocomplete="email"
        required
      />
      {checked && <input type="hidden" name="email_checked" value={checked} />}
    </>
  )
}

/** The question whether the address is right, where it looks like a slip. */
function doubtIn(lang: Language, typed: Typed, faults: Faults): string | null {
  const likely = faults.email ? null : doubtOf(typed)
  return likely === null ? null : translator(lang)('field.email.doubtful', { likely })
}

/** What the page says first of a form that was not taken, each linked to its field. */
export function requestErrors(
  lang: Language,
  { typed, faults }: { typed: Typed; faults: Faults },
): { field: RequestField; message: string }[] {
  const doubt = doubtIn(lang, typed, faults)
  const doubts = doubt === null ? [] : [{ field: 'email' as const, message: doubt }]
  return requestFields.flatMap(name => {
    const errors = [
      ...summaryOf(lang, [name], { typed, faults }),
      ...doubts.filter(({ field }) => field === name),
    ]
    // The version has no field of its own to lead to.
    return errors.map(error => (name === 'version' ? { ...error, field: 'organisation' as const } : error))
  })
}
