import type { Child } from 'hono/jsx'
import type { SignedIn } from '../../env.ts'
import { countries, type Language, languages, translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { paths } from '../../paths.ts'
import type { FloodFilter } from '../../storage/flood.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Checkbox, ErrorSummary, Form, TextArea, TextField } from '../../ui/fields.tsx'
import { Actions, Button, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { type FloodPreview, type LeftOut, mostAtOnce, type Outcome, type Words } from './reject-flood.ts'
import { digestOfWords, filterFields, levels, type Typed, writeShown } from './flood-form.ts'
import { MailPreview } from '../request/mail-preview.tsx'
import { everythingWaiting, type QueueRow } from '../queue/queue.ts'
import { QueueList } from '../queue/queue-list.tsx'
import { type ReasonCode, reasonsFor } from '../request/reasons.ts'
import type { WordsFault } from '../moderator-text.ts'

const frame = ({ moderator }: SignedIn, children: Child): string => {
  const t = translator(moderator.language)
  return renderDesk({
    lang: moderator.language,
    title: t('flood.title'),
    role: moderator.role,
    at: 'queue',
    children: <div class="desk-flood">{children}</div>,
  })
}

export type ChooseProps = {
  signedIn: SignedIn
  filter: FloodFilter
  typed: Typed
  code: ReasonCode
  faults: { field: string; message: string }[]
}

/** First: by what the flood is told, and why it is rejected. */
export function renderFloodForm({ signedIn, filter, typed, code, faults }: ChooseProps): string {
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const error = (field: string) => faults.find(fault => fault.field === field)?.message
  const states = ['confirmed', 'returned'] as const
  return frame(
    signedIn,
    <>
      <ErrorSummary title={t('form.problems', { count: faults.length })} errors={faults} />
      <Masthead title={t('flood.title')} dateline={t('flood.lead', { most: mostAtOnce })} />
      <form method="post" action={paths.desk.flood} novalidate>
        <input type="hidden" name="step" value="look" />
        {filter.statement !== null && <input type="hidden" name="statement" value={filter.statement} />}
        <Select
          name="state"
          label={t('queue.states')}
          empty={t('queue.state.confirmed')}
          value={filter.state}
          options={states.slice(1).map(state => ({ value: state, label: t(`queue.state.${state}`) }))}
        />
        <TextField
          {...{
            name: 'q',
            type: 'search',
            label: t('flood.q'),
            hint: t('flood.q.hint'),
            value: typed.q ?? '',
          }}
          error={error('q')}
        />
        <Select
          name="level"
          label={t('flood.level')}
          empty={t('flood.any')}
          value={filter.level ?? ''}
          options={levels.map(level => ({ value: level, label: t(`queue.level.${level}`) }))}
        />
        <Select
          name="country"
          label={t('field.country')}
          empty={t('flood.any')}
          value={filter.country ?? ''}
          options={countries(lang).map(({ code: value, name }) => ({ value, label: name }))}
        />
        <Select
          name="language"
          label={t('flood.language')}
          empty={t('flood.any')}
          value={filter.language ?? ''}
          options={languages.map(value => ({ value, label: t(`queue.language.${value}`) }))}
        />
        <TextField
          {...{ name: 'from', label: t('flood.from'), hint: t('flood.time.hint'), short: true }}
          value={typed.from}
          error={error('from')}
        />
        <TextField
          {...{ name: 'until', label: t('flood.until'), hint: t('flood.time.hint'), short: true }}
          value={typed.until}
          error={error('until')}
        />
        <Select
          name="code"
          label={t('flood.code')}
          empty={t('reason.abuse.label')}
          value={code}
          options={reasonsFor('reject', lang)
            .filter(reason => reason.code !== 'abuse')
            .map(reason => ({ value: reason.code, label: t(`reason.${reason.code}.label`) }))}
        />
        <Actions>
          <Button kind="quiet">{t('flood.look')}</Button>
          <a href={paths.desk.queue}>{t('flood.back')}</a>
        </Actions>
      </form>
    </>,
  )
}

export type LookProps = {
  signedIn: SignedIn
  typed: Typed
  code: ReasonCode
  preview: FloodPreview
  words: Words
  mails: { language: Language; message: Omit<Message, 'to'> }[]
  faults: { language: Language; fault: WordsFault }[]
  /** The box was not ticked. */
  unticked?: boolean
}

/** Second: whom it takes, what they are written, and the box. */
export function renderFloodPreview(page: LookProps): string {
  const { signedIn, typed, code, preview, words, mails, faults, unticked } = page
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const { targets, first, last, matching, changed } = preview
  const count = targets.length
  const carried = filterFields.flatMap((name): [string, string][] =>
    typed[name] ? [[name, typed[name] ?? '']] : [],
  )
  const back = `${paths.desk.flood}?${new URLSearchParams([...carried, ['code', code]])}`
  const errors = [
    ...faults.map(({ language, fault }) => ({
      field: `words_${language}`,
      message: t(`flood.words.${fault}`),
    })),
    ...(unticked ? [{ field: 'looked', message: t('flood.looked.required') }] : []),
  ]
  const hidden = { code, targets: writeShown(targets), shown: digestOfWords(words) }
  return frame(
    signedIn,
    <>
      <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
      <Masthead
        eyebrow={<a href={back}>{t('flood.title')}</a>}
        title={t('flood.takes', { count })}
        dateline={matching > count ? t('flood.rest', { matching, most: mostAtOnce }) : undefined}
      />
      <Left lang={lang} heading={t('flood.left', { count: changed.length })} left={changed} />
      {count === 0 ? (
        <Actions>
          <ButtonLink href={back} kind="quiet">
            {t('flood.again')}
          </ButtonLink>
        </Actions>
      ) : (
        <>
          <Taken {...{ lang, first, last }} between={count - first.length - last.length} />
          <Form action={paths.desk.flood}>
            {[...carried, ...Object.entries(hidden)].map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            {preview.languages.map(language => (
              <TextArea
                name={`words_${language}`}
                label={t(`flood.words.${language}`)}
                value={words[language]}
                error={errors.find(({ field }) => field === `words_${language}`)?.message}
                lang={language}
                rows={4}
                required
              />
            ))}
            <Checkbox
              name="looked"
              label={t('flood.looked', { count })}
              error={unticked ? t('flood.looked.required') : undefined}
              required
            />
            <Actions>
              <Button kind="danger" name="step" value="do">
                {t('flood.submit', { count })}
              </Button>
              <Button kind="quiet" name="step" value="look">
                {t('flood.words.look')}
              </Button>
              <a href={back}>{t('flood.again')}</a>
            </Actions>
          </Form>
          {mails.map(({ language, message }) => (
            <MailPreview
              {...{ lang, message }}
              mailLang={language}
              to={t('flood.mail.each', { language: t(`queue.language.${language}`) })}
              waits
            />
          ))}
        </>
      )}
    </>,
  )
}

type TakenProps = { lang: Language; first: readonly QueueRow[]; last: readonly QueueRow[]; between: number }

function Taken({ lang, first, last, between }: TakenProps) {
  const t = translator(lang)
  const list = (rows: readonly QueueRow[]) => <QueueList lang={lang} rows={rows} filter={everythingWaiting} />
  return (
    <section class="section">
      <h2>{t('flood.names')}</h2>
      {list(first)}
      {between > 0 && <p class="hint">{t('flood.between', { count: between })}</p>}
      {last.length > 0 && list(last)}
    </section>
  )
}

/** Third: what was done, what was not, and the way back for a minute. */
export function renderFloodOutcome({
  signedIn,
  outcome: { done, refused },
  undone,
}: {
  signedIn: SignedIn
  outcome: Outcome
  undone: boolean
}): string {
  const lang = signedIn.moderator.language
  const t = translator(lang)
  return frame(
    signedIn,
    <>
      <Notice
        kind={done.length > 0 ? 'done' : 'stop'}
        level={1}
        heading={t(undone ? 'flood.undone' : 'flood.done', { count: done.length })}
      >
        {!undone && done.length > 0 && (
          <>
            <p>{t('flood.done.text')}</p>
            <Form action={paths.desk.flood}>
              <input type="hidden" name="done" value={writeShown(done)} />
              <Actions>
                <Button kind="quiet" name="step" value="undo">
                  {t('flood.undo', { count: done.length })}
                </Button>
              </Actions>
            </Form>
          </>
        )}
        <Actions>
          <a href={paths.desk.queue}>{t('flood.back')}</a>
        </Actions>
      </Notice>
      <Left lang={lang} heading={t('flood.refused', { count: refused.length })} left={refused} />
    </>,
  )
}

/** Those that nothing is done to, each with the reason. */
function Left({ lang, heading, left }: { lang: Language; heading: string; left: readonly LeftOut[] }) {
  const t = translator(lang)
  if (left.length === 0) return null
  return (
    <section class="section">
      <h2>{heading}</h2>
      <ul>
        {left.map(({ id, name, why }) => (
          <li>
            <a href={paths.desk.request(id)}>
              <bdi>{name}</bdi>
            </a>
            : {t(`flood.refused.${why}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}
