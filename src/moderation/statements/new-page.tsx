import type { SlugFault } from '../../domain/statement.ts'
import type { SignedIn } from '../../env.ts'
import { languageSuggestions, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import type { WriterMark } from './writer-mark.ts'
import { MarkFields } from './writer-mark-fields.tsx'

type NewFields = { title: string; slug: string; language: string }
export type NewFaults = { title?: 'required'; slug?: SlugFault | 'taken'; language?: 'invalid' }

type NewView = {
  signedIn: SignedIn
  mark: WriterMark
  typed: NewFields
  faults: NewFaults
  /** Of what was kept: it comes back with the form. */
  kept: string | null
  /** Texts come with it that another draft had. */
  withTexts: boolean
}

/** Begins a statement: what it is called, where it stands, and in which language it is written first. */
export function renderNewStatement({ signedIn, mark, typed, faults, kept, withTexts }: NewView): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const errors = (['title', 'slug', 'language'] as const).flatMap(field => {
    const fault = faults[field]
    return fault ? [{ field, message: t(`write.new.${field}.${fault}` as 'write.new.slug.taken') }] : []
  })
  const errorOf = (field: string) => errors.find(error => error.field === field)?.message
  return renderDesk({
    lang,
    title: t('write.new'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="people-page">
        <ErrorSummary title={t('write.faults')} errors={errors} />
        <Masthead title={t('write.new')} dateline={t('write.new.lead')} />
        {withTexts && (
          <Notice kind="info">
            <p>{t('write.new.withTexts')}</p>
          </Notice>
        )}
        <Form action={paths.desk.newStatement}>
          <MarkFields mark={mark} kept={kept} />
          <TextField
            name="title"
            label={t('write.text.title')}
            value={typed.title}
            error={errorOf('title')}
            required
          />
          <TextField
            name="slug"
            label={t('write.new.slug')}
            hint={t('write.new.slug.hint')}
            value={typed.slug}
            error={errorOf('slug')}
            spellcheck={false}
            required
          />
          <TextField
            name="language"
            label={t('write.new.language')}
            hint={t('write.language.hint')}
            value={typed.language}
            error={errorOf('language')}
            suggestions={languageSuggestions(lang)}
            spellcheck={false}
            short
            required
          />
          <Actions>
            <Button>{t('write.new.submit')}</Button>
            <a href={paths.desk.statements}>{t('write.back')}</a>
          </Actions>
        </Form>
      </div>
    ),
  })
}
