import { utcDate } from '../../domain/dates.ts'
import { opennessOf, takesRequests } from '../../domain/statement-times.ts'
import { formatDate, inLanguage, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, PublicVersion } from '../../storage/public-statements.ts'
import { Split } from '../../ui/columns.tsx'
import { MomentInZone } from '../../ui/moment-in-zone.tsx'
import { OpeningText } from '../../ui/opening.tsx'
import { Actions, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { hashFact, StatementText, shownText, signedText, textDateline } from '../statement/statement-text.tsx'
import { TextLanguages } from '../statement/text-languages.tsx'
import { signersInWords, wordsAbout, wordsOf } from '../words.ts'

type RoundView = {
  /** With its private place as its slug. */
  statement: PublicStatement
  /** When it goes public by itself; null: when an administrator says so. */
  publishAt: Date | null
  now: Date
  /** The language of the text, where it is not the one that a reader sees first. */
  tag?: string | undefined
}

/** A statement in its private round: its text, when it goes public, and the way to sign. Of its list nothing. */
export function renderRoundPage(lang: Language, view: RoundView): string {
  const { statement, tag } = view
  const { slug: place } = statement
  const t = translator(lang)
  const text = shownText(lang, statement, tag)
  return renderSite({
    lang,
    // What stands in a history or a tab names nothing.
    title: t('round.title'),
    path: language => paths.statement.pageIn(language, place, tag),
    children: (
      <>
        <Masthead
          hero
          eyebrow={t('round.eyebrow')}
          title={text.title}
          lang={foreign(text, lang)}
          dateline={textDateline(lang, statement, tag)}
        />
        <RoundNotice lang={lang} view={view} />
        <Split side={<RoundCall lang={lang} view={view} />} sideFirst>
          <TextLanguages
            lang={lang}
            version={statement}
            shown={text.language}
            hrefOf={other => paths.statement.text(lang, place, other)}
          />
          <StatementText lang={lang} version={statement} tag={tag} folded />
          <RoundFacts lang={lang} statement={statement} tag={tag} />
        </Split>
      </>
    ),
  })
}

/** That it is private, and until when. */
function RoundNotice({ lang, view }: { lang: Language; view: RoundView }) {
  const { statement, publishAt } = view
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('round.notice.title')}>
      <p>{t('round.notice.text')}</p>
      <p>
        {publishAt === null ? (
          t('round.byHand')
        ) : (
          <MomentInZone
            lang={lang}
            text={t('round.at', { moment: '{moment}' })}
            at={publishAt}
            zone={statement.timeZone}
          />
        )}
      </p>
      <p>{t('round.locked', { version: statement.version })}</p>
    </Notice>
  )
}

function RoundCall({ lang, view: { statement, now, tag } }: { lang: Language; view: RoundView }) {
  const t = wordsAbout(lang, statement)
  const ask = paths.endorsement.ask(lang, statement.slug)
  const isSigned = statement.texts.some(({ language }) => language === tag)
  const openness = opennessOf(statement, now)
  return (
    <div class="call">
      {takesRequests(openness) && (
        <>
          <Actions>
            <ButtonLink href={isSigned ? `${ask}?text=${tag}` : ask}>{t('statement.endorse')}</ButtonLink>
          </Actions>
          <p class="hint">
            {t('statement.endorseHint', { signers: signersInWords(lang, statement.signers) })}
          </p>
        </>
      )}
      <p class="hint">
        <OpeningText lang={lang} openness={openness} period={statement} words={wordsOf(statement)} />
      </p>
      <SafetyLink lang={lang} of={statement} />
    </div>
  )
}

/** Which text it is, and what it was before. */
function RoundFacts({ lang, statement, tag }: { lang: Language } & Pick<RoundView, 'statement' | 'tag'>) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('about.title')}</h2>
      <Facts
        items={[
          { label: t('about.version'), value: String(statement.version) },
          hashFact(lang, statement, signedText(lang, statement, tag)),
        ]}
      />
      {statement.earlier.length > 0 && (
        <ul class="links">
          {statement.earlier.map(({ version, publishedAt }) => (
            <li>
              <a href={paths.statement.version(lang, statement.slug, version)}>
                {t('about.earlier.item', { version, date: formatDate(lang, utcDate(new Date(publishedAt))) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** A text of the private round that has been replaced, as it was signed. */
export function renderRoundVersion(
  lang: Language,
  statement: PublicStatement,
  old: PublicVersion,
  tag?: string,
): string {
  const { slug: place, defaultLanguage } = statement
  const { version } = old
  const t = translator(lang)
  const shown = { ...old, defaultLanguage }
  const text = shownText(lang, shown, tag)
  const date = formatDate(lang, utcDate(new Date(statement.publishedAt)))
  return renderSite({
    lang,
    title: t('round.title'),
    path: language => paths.statement.versionIn(language, place, version, tag),
    children: (
      <>
        <Masthead
          eyebrow={t('version.eyebrow')}
          title={text.title}
          lang={foreign(text, lang)}
          dateline={t('version.dateline', { version, language: inLanguage(lang, text.language) })}
        />
        <Notice kind="stop" heading={t('version.newer.title')}>
          <p>
            {t('version.newer.text', { version, newest: statement.version, date })}{' '}
            <a href={paths.statement.page(lang, place)}>{t('version.newer.link')}</a>
          </p>
        </Notice>
        <StatementText lang={lang} version={shown} tag={tag} folded />
        <Facts items={[hashFact(lang, shown, signedText(lang, shown, tag))]} />
      </>
    ),
  })
}
