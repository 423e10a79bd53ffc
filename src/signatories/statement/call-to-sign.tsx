import { utcDate } from '../../domain/endorsement.ts'
import { formatDate, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public.ts'
import { AsOf } from '../as-of.tsx'
import { LiveNews } from '../live-news.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { OpeningText } from '../../ui/opening.tsx'
import { Actions, ButtonLink } from '../../ui/parts.tsx'
import { SignedCount } from '../signed-earlier.tsx'
import { daysOfJoining } from '../../domain/list-dates.ts'
import type { StatementView } from './statement-page.tsx'

/** Beside the text: how many have signed, since when, and how to be one of them. */
export function CallToSign({ lang, view }: { lang: Language; view: StatementView }) {
  const { statement, stands, asOf } = view
  const t = translator(lang)
  return (
    <>
      <SignedCount lang={lang} statement={statement} />
      <p class="hint since" id="since" data-live>
        {sinceWords(lang, statement)}
      </p>
      <AsOf lang={lang} asOf={asOf} />
      <LiveNews lang={lang} statement={statement} />
      <div class="call" id="call" data-live>
        {stands === 'open' ? (
          <>
            <Actions>
              <ButtonLink href={paths.endorsement.ask(lang, statement.slug)}>
                {t('statement.endorse')}
              </ButtonLink>
            </Actions>
            <p class="hint">{t('statement.endorseHint')}</p>
            {statement.closesAt && (
              <p class="hint">
                <MomentIn
                  lang={lang}
                  text={t('opening.until', { moment: '{moment}' })}
                  at={new Date(statement.closesAt)}
                />
              </p>
            )}
          </>
        ) : (
          <p class="opening">
            <OpeningText lang={lang} stands={stands} period={statement} />
          </p>
        )}
      </div>
      <Actions>
        <a href="#signatories">{t('statement.whoSigned')}</a>
      </Actions>
    </>
  )
}

function sinceWords(lang: Language, statement: PublicStatement): string {
  const t = translator(lang)
  const days = daysOfJoining(statement)
  const words = (date: string) => formatDate(lang, date)
  if (days === null) {
    const first = statement.earlier.at(-1) ?? statement
    return t('since.published', { date: words(utcDate(new Date(first.publishedAt))) })
  }
  const founding = statement.signatories.filter(one => one.founding).length
  const counts = { founding, joined: statement.count - founding }
  const [first, last] = [words(days.first), words(days.last)]
  return first === last
    ? t('since.one', { ...counts, first })
    : t('since.between', { ...counts, first, last })
}
