import { daysOfJoining } from '../../domain/list-dates.ts'
import { takesRequests } from '../../domain/statement-times.ts'
import { formatDate, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { OpeningText } from '../../ui/opening.tsx'
import { Actions, ButtonLink } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { AsOf } from '../as-of.tsx'
import { DeadlineNotes } from '../deadline/deadline-notes.tsx'
import { LiveNews } from '../live-news.tsx'
import { SignedCount } from '../signed-count.tsx'
import type { StatementView } from '../statement-view.ts'
import { signersInWords, wordsAbout, wordsOf } from '../words.ts'
import { onSiteSince } from './on-site-since.ts'
import { SourceLine } from './source.tsx'

/** Beside the text: how many have signed, since when, and how to be one of them. */
export function CallToSign({ lang, view }: { lang: Language; view: StatementView }) {
  const { statement, openness, asOf } = view
  const t = translator(lang)
  return (
    <>
      <SignedCount lang={lang} statement={statement} />
      <p class="hint since" id="since" data-live>
        {sinceSentence(lang, statement)}
      </p>
      <SourceLine lang={lang} statement={statement} />
      <AsOf lang={lang} asOf={asOf} />
      <LiveNews lang={lang} statement={statement} />
      <div class="call" id="call" data-live>
        {takesRequests(openness) ? (
          <OpenCall lang={lang} view={view} />
        ) : (
          <p class="opening">
            <OpeningText lang={lang} openness={openness} period={statement} words={wordsOf(statement)} />
          </p>
        )}
        <DeadlineNotes lang={lang} view={view} />
      </div>
      <Actions>
        <a href="#signatories">{t('statement.whoSigned')}</a>
      </Actions>
      <SafetyLink lang={lang} of={statement} />
    </>
  )
}

/** While organisations may ask: the way to the form, and after the deadline what it still is. */
function OpenCall({ lang, view: { statement, openness } }: { lang: Language; view: StatementView }) {
  const t = wordsAbout(lang, statement)
  return (
    <>
      <Actions>
        <ButtonLink href={paths.endorsement.ask(lang, statement.slug)}>{t('statement.endorse')}</ButtonLink>
      </Actions>
      <p class="hint">{t('statement.endorseHint', { signers: signersInWords(lang, statement.signers) })}</p>
      {openness === 'late' && (
        <p class="hint">
          <OpeningText lang={lang} openness={openness} period={statement} words={wordsOf(statement)} />
        </p>
      )}
    </>
  )
}

/**
 * Under the text on a narrow screen, where the call is not beside it: whoever has read to the end needs no way back.
 */
export function CallAgain({ lang, view: { statement, openness } }: { lang: Language; view: StatementView }) {
  const t = wordsAbout(lang, statement)
  if (!takesRequests(openness)) return <div class="call-again" id="call-again" data-live hidden />
  return (
    <div class="call-again" id="call-again" data-live>
      <Actions>
        <ButtonLink href={paths.endorsement.ask(lang, statement.slug)}>
          {t('statement.endorseAgain')}
        </ButtonLink>
      </Actions>
      <p class="hint">{t('statement.endorseHint', { signers: signersInWords(lang, statement.signers) })}</p>
    </div>
  )
}

function sinceSentence(lang: Language, statement: PublicStatement): string {
  const t = translator(lang)
  const days = daysOfJoining(statement)
  if (days === null) return t('list.since.here', { date: formatDate(lang, onSiteSince(statement)) })
  const founding = statement.signatories.filter(one => one.founding).length
  const counts = { founding, joined: statement.count - founding }
  const first = formatDate(lang, days.first)
  const last = formatDate(lang, days.last)
  return first === last
    ? t('list.since.one', { ...counts, first })
    : t('list.since.between', { ...counts, first, last })
}
