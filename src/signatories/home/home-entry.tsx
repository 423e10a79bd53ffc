import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { MomentInZone } from '../../ui/moment-in-zone.tsx'
import { Actions, ButtonLink } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { countSigned, earlierInWords, LargeFigures, signedInWords } from '../signed-count.tsx'
import { shownTitle } from '../statement-link.tsx'
import type { HomeStatement } from './home-statements.ts'

type EntryProps = { lang: Language; listed: HomeStatement }

/** The statement that the site puts before all others. */
export function FeaturedStatement({ lang, listed }: EntryProps) {
  const t = translator(lang)
  const { slug } = listed.statement
  const { text, figures } = signedAtHome(lang, listed.statement)
  return (
    <section class="featured">
      <p class="eyebrow">{t('home.featured')}</p>
      <h2>
        <TitleLink lang={lang} listed={listed} />
      </h2>
      <p class="count">
        <LargeFigures text={text} figures={figures} />
      </p>
      <Facts lang={lang} listed={listed} />
      <Actions>
        <ButtonLink href={paths.statement.page(lang, slug)}>{t('home.read')}</ButtonLink>
      </Actions>
    </section>
  )
}

/** Where nobody signed what it says now, how many signed what it said before. */
const signedAtHome = (lang: Language, statement: HomeStatement['statement']) =>
  (countSigned(statement) === 0 && earlierInWords(lang, statement)) ||
  signedInWords(lang, statement, 'home.signed')

export function ListedStatement({ lang, listed }: EntryProps) {
  return (
    <li>
      <h3>
        <TitleLink lang={lang} listed={listed} />
      </h3>
      <p class="signed">{signedAtHome(lang, listed.statement).text}</p>
      <Facts lang={lang} listed={listed} />
    </li>
  )
}

function TitleLink({ lang, listed: { statement } }: EntryProps) {
  const text = shownTitle(lang, statement)
  return (
    <a href={paths.statement.page(lang, statement.slug)} {...foreignMarks(text, lang)}>
      {text.title}
    </a>
  )
}

const momentTexts = {
  'not-yet': 'home.from',
  open: 'opening.until',
  late: 'home.late',
  closed: 'home.since',
} as const satisfies Record<HomeStatement['openness'], MessageKey>

/** Until when it can be endorsed, since when not, from when on; and where it was first published. */
function Facts({ lang, listed: { statement, openness } }: EntryProps) {
  const t = translator(lang)
  const { opensAt, closesAt, source, timeZone } = statement
  const at = openness === 'not-yet' ? opensAt : closesAt
  if (!at && !source) return null
  return (
    <p class="hint">
      {at && (
        <MomentInZone
          lang={lang}
          text={t(momentTexts[openness], { moment: '{moment}' })}
          at={new Date(at)}
          zone={timeZone}
        />
      )}
      {at && source && <br />}
      {source && t('home.source', { name: source.name })}
    </p>
  )
}
