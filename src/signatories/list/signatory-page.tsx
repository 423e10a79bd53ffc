import type { Child } from 'hono/jsx'
import type { Config } from '../../config.ts'
import { longestSearch } from '../../domain/limits.ts'
import { nameIn, readableWebsite, signingAs } from '../../domain/organisation.ts'
import { countryName, formatDate, inLanguage, type Language, translator } from '../../i18n/index.ts'
import { furtherNameFacts } from '../../organisations/further-names.ts'
import { capacityOf, languageOfName } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Name } from '../../ui/name.tsx'
import { Actions, ButtonLink, type Fact, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { LiveNews } from '../live-news.tsx'
import { outwardTitle } from '../outward-title.ts'
import { StatementLink } from '../statement-link.tsx'
import { wordsAbout } from '../words.ts'
import { listAddress, wholeList } from './list-query.ts'

/** Which signatory of which list, and in which language the page is. */
type SignatoryAddress = { lang: Language; statement: PublicStatement; id: string }

/** One signatory's permanent page, not for search engines: nobody finds a name there that has left the list. */
export function renderSignatoryPage(config: Config, address: SignatoryAddress, signatory: Signatory): string {
  const { lang, statement, id } = address
  const { slug } = statement
  const t = translator(lang)
  const name = nameIn(signatory, lang)
  const { comment } = signatory
  return renderSite({
    lang,
    title: titleOf(lang, statement, name),
    path: pathOf(address),
    scripts: ['live.js'],
    children: (
      <Subject address={address}>
        <Masthead
          eyebrow={<StatementLink lang={lang} statement={statement} />}
          title={<Name lang={languageOfName(signatory, lang, statement.defaultLanguage)}>{name}</Name>}
          dateline={standingSentence(lang, signatory)}
        />
        <Capacity lang={lang} signatory={signatory} />
        {comment && (
          <blockquote class="own-words" dir="auto">
            {comment}
          </blockquote>
        )}
        <Facts
          items={[
            ...furtherNameFacts(lang, { ...signatory, ...signingAs(signatory.kind, signatory) }),
            ...signatoryFacts(lang, statement, signatory),
            {
              label: t('signatory.address'),
              value: <PermanentAddress lang={lang} address={config.publicUrl + paths.list.permanent(id)} />,
            },
          ]}
        />
        <Actions>
          <a href={searchAddress(lang, statement, signatory)}>{t('signatory.find')}</a>
          <a href={paths.statement.page(lang, slug)}>{t('opening.read')}</a>
        </Actions>
      </Subject>
    ),
  })
}

/** What a person is and where, for identification only. */
function Capacity({ lang, signatory }: { lang: Language; signatory: Signatory }) {
  const capacity = capacityOf(signingAs(signatory.kind, signatory), lang)
  if (!capacity) return null
  return (
    <p class="capacity">
      <bdi>{capacity.text}</bdi> <span>({capacity.note})</span>
    </p>
  )
}

/** Its name stands in no history either where readers are in danger. */
const titleOf = (lang: Language, statement: PublicStatement, name: string) =>
  `${statement.readersInDanger ? translator(lang)('signatory.neutral') : name} — ${outwardTitle(lang, statement)}`

/** Where a signatory was: the day on which it left, and nothing that tells who it was. */
export function renderSignatoryGone(address: SignatoryAddress, withdrawnOn: string): string {
  const { lang, statement } = address
  const t = translator(lang)
  const title = t('signatory.gone.title')
  return renderSite({
    lang,
    title,
    path: pathOf(address),
    children: (
      <Subject address={address} gone={title}>
        <Notice kind="info" level={1} heading={title}>
          <p>{wordsAbout(lang, statement)('signatory.gone.text', { date: formatDate(lang, withdrawnOn) })}</p>
          <p>
            <StatementLink lang={lang} statement={statement} />
          </p>
          <Actions>
            <ButtonLink kind="quiet" href={paths.list.page(lang, statement.slug)}>
              {t('signatory.gone.list')}
            </ButtonLink>
          </Actions>
        </Notice>
      </Subject>
    ),
  })
}

/** All of the page, for src/client/live.ts: an open page of a signatory becomes that of one who has left. */
function Subject(props: { address: SignatoryAddress; gone?: string; children: Child }) {
  const { lang, statement } = props.address
  return (
    <>
      <LiveNews lang={lang} statement={statement} gone={props.gone} />
      <div class="subject" id="signatory" data-live>
        {props.children}
      </div>
    </>
  )
}

function PermanentAddress({ lang, address }: { lang: Language; address: string }) {
  return (
    <>
      <code id="permanent-address">{address}</code>
      <CopyButton lang={lang} label={translator(lang)('share.copyAddress')} of="permanent-address" />
    </>
  )
}

const pathOf =
  ({ statement, id }: SignatoryAddress) =>
  (lang: Language) =>
    paths.list.signatory(lang, statement.slug, id)

function standingSentence(lang: Language, { kind, founding, signedOn }: Signatory): string {
  const t = translator(lang, kind)
  if (signedOn === null) return t(founding ? 'signatory.founding' : 'signatory.endorsing')
  return t(founding ? 'signatory.foundingSince' : 'signatory.since', { date: formatDate(lang, signedOn) })
}

function signatoryFacts(
  lang: Language,
  statement: PublicStatement,
  { country, website, version, textLanguage }: Signatory,
): Fact[] {
  const t = translator(lang)
  const facts: Fact[] = [
    {
      label: t('field.country'),
      value: (country && countryName(lang, country)) ?? t('search.country.none'),
    },
  ]
  if (website)
    facts.push({ label: t('field.website'), value: websiteValue(statement, website), verbatim: true })
  const signedText =
    version === statement.version
      ? paths.statement.page(lang, statement.slug)
      : paths.statement.version(lang, statement.slug, version)
  const language = textLanguage === null ? '' : `, ${inLanguage(lang, textLanguage)}`
  facts.push({
    label: t('signatory.version'),
    value: (
      <>
        <a href={signedText}>{t('confirm.version', { version }) + language}</a>
        {version < statement.saysSince && ` — ${t('signatory.saidElse')}`}
      </>
    ),
  })
  return facts
}

/** A text and no link where readers are in danger: nobody goes to a site by a slip of the hand (decision 0021). */
const websiteValue = ({ readersInDanger }: PublicStatement, website: string): Child =>
  readersInDanger ? (
    readableWebsite(website)
  ) : (
    <a href={website} rel="nofollow ugc noopener">
      {readableWebsite(website)}
    </a>
  )

/** Where the list shows it, however long the list is: a search for its own name, no longer than a search may be. */
const searchAddress = (lang: Language, { slug }: PublicStatement, { name }: Signatory) =>
  listAddress(lang, slug, { ...wholeList, q: [...name].slice(0, longestSearch).join('') }, null)
