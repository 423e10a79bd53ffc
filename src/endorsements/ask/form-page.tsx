import { textToSign } from '../../domain/statement.ts'
import { type Openness, takesRequests } from '../../domain/statement-times.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { wordsForAny } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { Split } from '../../ui/columns.tsx'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { OpeningText } from '../../ui/opening.tsx'
import { Actions, Button, Facts, Notice } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { Trap } from '../../ui/trap.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { NextSteps, type PageAddress } from '../notice.tsx'
import { RequestFields, requestErrors, TextChanged } from './request-fields.tsx'
import type { Faults, Typed } from './request-form.ts'

export type FormState = {
  typed: Typed
  faults: Faults
  textChanged?: boolean
  /** The request did not get through, as the database is away: its id, for whoever asks us about it. */
  away?: string
  /** The statement is in its private round. */
  isPrivate?: boolean
  /** What stood here is kept no more. */
  gone?: boolean
}

/** The request form, empty or with what was typed and what has to be put right. */
export function renderFormPage(
  { lang, path }: PageAddress,
  { statement, openness }: { statement: PublicStatement; openness: Openness },
  { typed, faults, textChanged, away, gone, isPrivate }: FormState,
): string {
  const t = translator(lang)
  const text = textToSign(statement, lang, typed.text ?? null)
  const errors = requestErrors(lang, { typed, faults })
  const title = t('form.title')
  const trouble = troubleOf(lang, errors.length, away)
  return renderSite({
    lang,
    title: trouble ? `${trouble} — ${title}` : title,
    path,
    scripts: ['count.js'],
    children: (
      <>
        <StatementMasthead
          lang={lang}
          slug={statement.slug}
          title={text}
          heading={title}
          lead={t('form.lead')}
        />
        <Split
          side={<NextSteps lang={lang} at={0} kind={wordsForAny(statement.signers)} isPrivate={isPrivate} />}
        >
          {isPrivate && (
            <Notice kind="info" heading={t('round.notice.title')}>
              <p>{t('round.form')}</p>
            </Notice>
          )}
          <DeadlineNotice lang={lang} statement={statement} openness={openness} />
          <SafetyLink lang={lang} of={statement} />
          <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
          {away && (
            <Notice kind="stop" heading={t('fault.away.title')}>
              <p>{t('fault.away.text')}</p>
              <p>{t('fault.away.mail')}</p>
              <Facts items={[{ label: t('fault.request'), value: away, code: true }]} />
            </Notice>
          )}
          {gone && (
            <Notice kind="info" heading={t('form.gone.title')}>
              <p>{t('form.gone.text')}</p>
            </Notice>
          )}
          {textChanged && <TextChanged lang={lang} slug={statement.slug} />}
          <Form action={paths.endorsement.ask(lang, statement.slug)}>
            <RequestFields lang={lang} statement={statement} typed={typed} faults={faults} />
            <Trap lang={lang} />
            <Actions>
              <Button>{t('form.submit')}</Button>
            </Actions>
          </Form>
        </Split>
      </>
    ),
  })
}

/** Until when one can sign, and what that means for this request. */
function DeadlineNotice(props: { lang: Language; statement: PublicStatement; openness: Openness }) {
  const { lang, statement, openness } = props
  const t = translator(lang)
  if (statement.closesAt === null || !takesRequests(openness)) return null
  return (
    <Notice kind="info">
      <p>
        <OpeningText
          lang={lang}
          openness={openness}
          period={statement}
          words={wordsForAny(statement.signers)}
        />
      </p>
      {openness === 'open' && <p>{t('deadline.meaning')}</p>}
      {openness === 'open' && statement.lateSignatories && <p>{t('deadline.afterwards')}</p>}
    </Notice>
  )
}

/** What stands first in the title of a form that was not taken. */
function troubleOf(lang: Language, errorCount: number, away: string | undefined): string | null {
  const t = translator(lang)
  if (errorCount > 0) return t('form.problems', { count: errorCount })
  return away ? t('fault.away.title') : null
}
