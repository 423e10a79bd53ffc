import type { Child } from 'hono/jsx'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, ButtonLink } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { LargeFigures, signedInWords } from '../signed-count.tsx'
import { shownTitle } from '../statement-link.tsx'
import type { Listed } from './listed.ts'

type EntryProps = { lang: Language; listed: Listed }

/** The statement that the site puts before all others. */
export function FeaturedStatement({ lang, listed }: EntryProps) {
  const t = translator(lang)
  const { slug } = listed.statement
  const { text, figures } = signedInWords(lang, listed.statement, 'home.signed')
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

export function ListedStatement({ lang, listed }: EntryProps) {
  return (
    <li>
      <h3>
        <TitleLink lang={lang} listed={listed} />
      </h3>
      <p class="signed">{signedInWords(lang, listed.statement, 'home.signed').text}</p>
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

/** Until when it can be endorsed, since when not, from when on; and where it was first published. */
function Facts({ lang, listed: { statement, openness } }: EntryProps) {
  const t = translator(lang)
  const { opensAt, closesAt, source } = statement
  const since = closesAt && (
    <MomentIn lang={lang} text={t('home.since', { moment: '{moment}' })} at={new Date(closesAt)} />
  )
  const when: Record<Listed['openness'], Child> = {
    'not-yet': opensAt && (
      <MomentIn lang={lang} text={t('home.from', { moment: '{moment}' })} at={new Date(opensAt)} />
    ),
    open: closesAt && (
      <MomentIn lang={lang} text={t('opening.until', { moment: '{moment}' })} at={new Date(closesAt)} />
    ),
    closed: since,
    late: since,
  }
  if (!when[openness] && !source) return null
  return (
    <p class="hint">
      {when[openness]}
      {when[openness] && source && <br />}
      {source && t('home.source', { name: source.name })}
    </p>
  )
}
