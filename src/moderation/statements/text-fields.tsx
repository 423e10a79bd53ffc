import { type DraftText, standings } from '../../domain/draft.ts'
import { textField } from '../../domain/draft-check.ts'
import { type Language, languageName, languageSuggestions, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Choice } from '../../ui/choice.tsx'
import { Fieldset, TextArea, TextField } from '../../ui/fields.tsx'
import { marksOf } from '../../ui/name.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { type EditView, faultIn } from './edit-view.ts'

/** Every text of a draft, and the way to one more. */
export function TextFields({ view }: { view: EditView }) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  const { texts, defaultLanguage } = view.draft
  const authoritative = texts.filter(({ standing }) => standing === 'authoritative')
  return (
    <>
      {texts.map(text => (
        <TextFieldset view={view} text={text} />
      ))}
      <Fieldset legend={t('write.languages')} hint={t('write.languages.hint')}>
        {view.published === null && authoritative.length > 1 ? (
          <Choice
            name="defaultLanguage"
            label={t('write.main')}
            hint={t('write.main.hint')}
            value={defaultLanguage}
            options={authoritative.map(({ language }) => ({
              value: language,
              label: languageName(lang, language),
            }))}
          />
        ) : (
          <input type="hidden" name="defaultLanguage" value={mainOf(view)} />
        )}
        <TextField
          name="language"
          label={t('write.language')}
          hint={t('write.language.hint')}
          value={view.refusedLanguage ?? ''}
          error={view.refusedLanguage === null ? undefined : t('write.language.refused')}
          suggestions={languageSuggestions(lang)}
          spellcheck={false}
          short
        />
        <Choice
          name="standing"
          label={t('write.standing')}
          value="authoritative"
          options={standings.map(value => ({ value, label: t(`write.standing.${value}`) }))}
        />
        <Actions>
          <Button kind="quiet" name="do" value="add-language">
            {t('write.language.add')}
          </Button>
        </Actions>
      </Fieldset>
    </>
  )
}

/** Where src/client/writing/paste.ts says what a paste left out: in these words, with its own numbers. */
function LeftOut({ lang }: { lang: Language }) {
  const t = translator(lang)
  const count = '{count}'
  return (
    <p
      class="hint"
      role="status"
      data-left-out={t('write.paste.leftOut', { what: '{what}' })}
      data-pictures={t('write.paste.pictures', { count })}
      data-embeds={t('write.paste.embeds', { count })}
      data-formulas={t('write.paste.formulas', { count })}
      data-tables={t('write.paste.tables', { count })}
      data-links={t('write.paste.links', { count })}
    />
  )
}

/** The one that is authoritative where only one is; once it is published it stays. */
function mainOf({ draft, published }: EditView): string {
  const [only, ...others] = draft.texts.filter(({ standing }) => standing === 'authoritative')
  return published === null && only && others.length === 0 ? only.language : draft.defaultLanguage
}

function TextFieldset({ view, text }: { view: EditView; text: DraftText }) {
  const lang = view.signedIn.moderator.language
  const t = translator(lang)
  const { language } = text
  const name = languageName(lang, language)
  const of = (part: Exclude<keyof DraftText, 'language'>) => ({
    name: textField(language, part),
    value: text[part],
    lang: language,
    error: faultIn(lang, view, textField(language, part)),
  })
  const isSigned = text.standing === 'authoritative'
  return (
    <fieldset
      class="writing-text"
      data-preview={paths.desk.writing(view.slug, 'live')}
      data-language={language}
    >
      <legend>{t('write.text', { language: name })}</legend>
      <input type="hidden" name="texts" value={language} />
      <Choice
        name={textField(language, 'standing')}
        label={t('write.standing')}
        hint={t('write.standing.hint')}
        value={text.standing}
        options={standings.map(value => ({ value, label: t(`write.standing.${value}`) }))}
      />
      <TextField {...of('title')} label={t('write.text.title')} required />
      <TextArea
        {...of('addressees')}
        label={t('write.text.addressees')}
        hint={t('write.text.addressees.hint')}
        optional={t('form.optional')}
        rows={2}
      />
      <TextArea
        {...of('body')}
        label={t('write.text.body')}
        hint={t('write.text.body.hint')}
        rows={16}
        required
      />
      <LeftOut lang={lang} />
      <section class="writing-preview" hidden aria-label={t('write.preview.live', { language: name })}>
        <p class="eyebrow">{t('write.preview.live', { language: name })}</p>
        <p class="hint" data-meanwhile hidden>
          {t('write.meanwhile')}
        </p>
        <div data-shown {...marksOf(language)} />
      </section>
      {!isSigned && (
        <>
          <TextField {...of('translator')} lang={undefined} label={t('write.text.translator')} required />
          <TextField
            {...of('checkedBy')}
            lang={undefined}
            label={t('write.text.checkedBy')}
            hint={t('write.text.checkedBy.hint')}
            optional={t('form.optional')}
          />
        </>
      )}
      {view.draft.texts.length > 1 && (
        <details>
          <summary>{t('write.remove.summary', { language: name })}</summary>
          <p class="hint">{t('write.remove.hint')}</p>
          <Button kind="danger" name="do" value={`remove-language:${language}`}>
            {t('write.remove', { what: name })}
          </Button>
        </details>
      )}
    </fieldset>
  )
}
