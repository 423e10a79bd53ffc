import { mostAtOnce } from '../../domain/limits.ts'
import type { SignedIn } from '../../env.ts'
import { inLanguage, type Language, languageName, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Checkbox, ErrorSummary, Form, TextArea } from '../../ui/fields.tsx'
import { Actions, Button, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import type { TextFault } from '../moderator-text.ts'
import { faultInWords } from '../moderator-text.ts'
import { everythingWaiting } from '../queue/queue-filter.ts'
import { QueueList } from '../queue/queue-list.tsx'
import type { ReasonCode } from '../request/canned-reasons.ts'
import { MailPreview } from '../request/mail-preview.tsx'
import { filterFields, type TypedBulk } from './bulk-filter.ts'
import { digestOfTexts, writeShownRequests } from './bulk-form.ts'
import { renderBulk } from './bulk-frame.tsx'
import type { FieldFault } from './choose-page.tsx'
import { LeftOutList } from './left-out-list.tsx'
import type { BulkMail, BulkPreview, TextByLanguage } from './preview-bulk.ts'

type PreviewProps = {
  signedIn: SignedIn
  typed: TypedBulk
  code: ReasonCode
  preview: BulkPreview
  texts: TextByLanguage
  mails: readonly BulkMail[]
  faults: readonly { language: Language; fault: TextFault }[]
  /** The box was not ticked. */
  unticked?: boolean
}

/** Second: whom it takes, what they are written, and the box. */
export function renderPreviewPage(page: PreviewProps): string {
  const { signedIn, preview, mails } = page
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const { targets, matchCount, changed, someDue } = preview
  const count = targets.length
  const back = backTo(page)
  const errors = errorsOf(page)
  return renderBulk(
    signedIn,
    <>
      <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
      <Masthead
        eyebrow={<a href={back}>{t('bulk.title')}</a>}
        title={t('bulk.takes', { count })}
        dateline={matchCount > count ? t('bulk.rest', { matching: matchCount, most: mostAtOnce }) : undefined}
      />
      {someDue && (
        <Notice kind="info">
          <p>{t('bulk.due')}</p>
        </Notice>
      )}
      <LeftOutList lang={lang} heading={t('bulk.left', { count: changed.length })} requests={changed} />
      {count === 0 ? (
        <Actions>
          <ButtonLink href={back} kind="quiet">
            {t('bulk.again')}
          </ButtonLink>
        </Actions>
      ) : (
        <>
          <Targets lang={lang} preview={preview} />
          <RejectForm page={page} errors={errors} back={back} />
          {mails.map(({ language, message }) => (
            <MailPreview
              lang={lang}
              mailLang={language}
              to={t('bulk.mail.each', { language: languageName(lang, language) })}
              message={message}
              waits
            />
          ))}
        </>
      )}
    </>,
  )
}

/** The fields that pick the requests out, as they were typed: the form carries them along. */
const carriedFields = (typed: TypedBulk): [string, string][] =>
  filterFields.map((name): [string, string] => [name, typed[name] ?? '']).filter(([, value]) => value !== '')

const backTo = ({ typed, code }: PreviewProps): string =>
  `${paths.desk.bulkRejection}?${new URLSearchParams([...carriedFields(typed), ['code', code]])}`

function errorsOf({ signedIn, texts, faults, unticked }: PreviewProps): FieldFault[] {
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const errors = faults.map(({ language, fault }) => ({
    field: `words_${language}`,
    message: faultInWords(lang, t('bulk.words', { language: inLanguage(lang, language) }), {
      text: texts[language] ?? '',
      fault,
      of: 'bulk',
    }),
  }))
  return unticked ? [...errors, { field: 'looked', message: t('bulk.looked.required') }] : errors
}

/** Both ends of those that would be rejected, and how many lie between them. */
function Targets({ lang, preview: { targets, first, last } }: { lang: Language; preview: BulkPreview }) {
  const t = translator(lang)
  const between = targets.length - first.length - last.length
  return (
    <section class="section">
      <h2>{t('bulk.names')}</h2>
      <QueueList lang={lang} rows={first} filter={everythingWaiting} />
      {between > 0 && <p class="hint">{t('bulk.between', { count: between })}</p>}
      {last.length > 0 && <QueueList lang={lang} rows={last} filter={everythingWaiting} />}
    </section>
  )
}

function RejectForm({ page, errors, back }: { page: PreviewProps; errors: FieldFault[]; back: string }) {
  const { signedIn, typed, code, preview, texts } = page
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const count = preview.targets.length
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message
  const hidden = [
    ...carriedFields(typed),
    ['code', code],
    ['targets', writeShownRequests(preview.targets)],
    // What the mails below were made of: other texts are shown in them before they are sent.
    ['shown', digestOfTexts(texts)],
  ] as const
  return (
    <Form action={paths.desk.bulkRejection}>
      {hidden.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {preview.languages.map(language => (
        <TextArea
          name={`words_${language}`}
          label={t('bulk.words', { language: inLanguage(lang, language) })}
          value={texts[language]}
          error={errorOf(`words_${language}`)}
          lang={language}
          rows={4}
          required
        />
      ))}
      <Checkbox name="looked" label={t('bulk.looked', { count })} error={errorOf('looked')} required />
      <Actions>
        <Button kind="danger" name="step" value="do">
          {t('bulk.submit', { count })}
        </Button>
        <Button kind="quiet" name="step" value="look">
          {t('bulk.words.look')}
        </Button>
        <a href={back}>{t('bulk.again')}</a>
      </Actions>
    </Form>
  )
}
