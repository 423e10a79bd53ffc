import type { Config } from '../../config.ts'
import { textIn } from '../../domain/statement.ts'
import { countryName, formatDate, type Language, translator } from '../../i18n/index.ts'
import { languageOfName } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { Actions, ButtonLink, type Fact, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { StatementLink } from '../statement-link.tsx'
import { listAddress, longestSearch, wholeList } from './list-query.ts'

type Place = { lang: Language; statement: PublicStatement; id: string }

/** One signatory's permanent page, not for search engines: a name that leaves must be found nowhere. */
export function renderSignatoryPage(config: Config, place: Place, signatory: Signatory): string {
  const { lang, statement, id } = place
  const { slug } = statement
  const t = translator(lang)
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  const name = signatory.names[lang] ?? signatory.name
  const { comment } = signatory
  return renderSite({
    lang,
    title: `${name} — ${text.title}`,
    path: pathOf(place),
    children: (
      <>
        <Masthead
          eyebrow={<StatementLink lang={lang} statement={statement} />}
          title={<bdi lang={languageOfName(signatory, lang, statement.defaultLanguage)}>{name}</bdi>}
          dateline={standingWords(lang, signatory)}
        />
        {comment && (
          <blockquote class="own-words" dir="auto">
            {comment}
          </blockquote>
        )}
        <Facts
          items={[
            ...namesOf(lang, signatory),
            ...factsOf(lang, statement, signatory),
            {
              label: t('signatory.address'),
              value: config.publicUrl + paths.list.signatory(lang, slug, id),
              code: true,
            },
          ]}
        />
        <Actions>
          <a href={placeInList(lang, statement, signatory)}>{t('signatory.find')}</a>
          <a href={paths.statement.page(lang, slug)}>{t('opening.read')}</a>
        </Actions>
      </>
    ),
  })
}

/** Where a signatory was: the day on which it left, and nothing that tells who it was. */
export function renderSignatoryGone(place: Place, withdrawnOn: string): string {
  const { lang, statement } = place
  const t = translator(lang)
  const title = t('signatory.gone.title')
  return renderSite({
    lang,
    title,
    path: pathOf(place),
    children: (
      <Notice kind="info" level={1} heading={title}>
        <p>{t('signatory.gone.text', { date: formatDate(lang, withdrawnOn) })}</p>
        <p>
          <StatementLink lang={lang} statement={statement} />
        </p>
        <Actions>
          <ButtonLink kind="quiet" href={paths.list.page(lang, statement.slug)}>
            {t('signatory.gone.list')}
          </ButtonLink>
        </Actions>
      </Notice>
    ),
  })
}

const pathOf =
  ({ statement, id }: Place) =>
  (lang: Language) =>
    paths.list.signatory(lang, statement.slug, id)

function standingWords(lang: Language, { founding, signedOn }: Signatory): string {
  const t = translator(lang)
  if (signedOn === null) return t(founding ? 'signatory.founding' : 'signatory.endorsing')
  return t(founding ? 'signatory.foundingSince' : 'signatory.since', { date: formatDate(lang, signedOn) })
}

/** Its further names: the one that it calls itself, and those that it gave for other readers. */
function namesOf(lang: Language, { name, names }: Signatory): Fact[] {
  const t = translator(lang)
  const shown = names[lang] ?? name
  const own = name === shown ? [] : [{ label: t('field.organisation'), value: name }]
  const given = (['en', 'be', 'ru'] as const).flatMap(language => {
    const value = names[language]
    if (value === null || value === name || language === lang) return []
    return [{ label: t(`field.organisation_${language}`), value, lang: language }]
  })
  return [...own, ...given]
}

function factsOf(lang: Language, statement: PublicStatement, signatory: Signatory): Fact[] {
  const { country, website, version } = signatory
  const t = translator(lang)
  const signed =
    version === statement.version
      ? paths.statement.page(lang, statement.slug)
      : paths.statement.version(lang, statement.slug, version)
  return [
    {
      label: t('field.country'),
      value: (country && countryName(lang, country)) ?? t('search.country.none'),
    },
    ...(website
      ? [
          {
            label: t('field.website'),
            value: (
              <a href={website} rel="nofollow ugc noopener">
                {website}
              </a>
            ),
          },
        ]
      : []),
    { label: t('signatory.version'), value: <a href={signed}>{t('confirm.version', { version })}</a> },
  ]
}

/** A search for its own name finds it, however long the list; no name is longer than a search may be. */
const placeInList = (lang: Language, { slug }: PublicStatement, { name }: Signatory) =>
  listAddress(lang, slug, { ...wholeList, q: [...name].slice(0, longestSearch).join('') }, null)
