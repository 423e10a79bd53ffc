import type { Config } from '../../config.ts'
import type { Snapshot } from '../../held/snapshot.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Masthead, PrintedAddress } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { AsOf } from '../as-of.tsx'
import { atomPath } from '../formats/atom.ts'
import { LiveNews } from '../live-news.tsx'
import { outwardTitle } from '../outward-title.ts'
import { FeaturedStatement, ListedStatement } from './home-entry.tsx'
import { homeLinkedData } from './home-linked-data.ts'
import type { HomeStatement } from './home-statements.ts'

type HomeView = {
  /** In the site's order: the first is the featured one. */
  listed: readonly HomeStatement[]
  snapshot: Pick<Snapshot, 'asOf' | 'revision' | 'readersInDanger'>
}

/** Past its deadline, be late signatories taken or not. */
const isClosed = (openness: HomeStatement['openness']): boolean =>
  openness === 'closed' || openness === 'late'

/** Feeds that the page's head names: a program that looks for them there takes no two hundred. */
const mostFeeds = 20

/** Every statement in one language: the featured one, those that can be endorsed, and those that are closed. */
export function renderHomePage(config: Config, lang: Language, { listed, snapshot }: HomeView): string {
  const t = translator(lang)
  const [featured, ...others] = listed
  const closed = others.filter(({ openness }) => isClosed(openness))
  const open = others.filter(({ openness }) => !isClosed(openness))
  const statements = listed.map(({ statement }) => statement)
  return renderSite({
    lang,
    title: t('home.title'),
    description: t('home.description', { count: listed.length }),
    path: paths.start,
    publicUrl: config.publicUrl,
    bodyData: homeLinkedData(config.publicUrl, lang, statements),
    feeds: statements.slice(0, mostFeeds).map(statement => ({
      href: atomPath(statement, lang),
      title: t('list.feed.title', { title: outwardTitle(lang, statement) }),
    })),
    scripts: ['live.js'],
    children: (
      <>
        <Masthead title={t('home.title')} dateline={t('home.lead')} />
        <AsOf lang={lang} asOf={snapshot.asOf} />
        <LiveNews lang={lang} statement={snapshot} />
        <div class="statements" id="statements" data-live>
          {featured && <FeaturedStatement lang={lang} listed={featured} />}
          <StatementsOf lang={lang} heading={t('home.open')} listed={open} />
          <StatementsOf lang={lang} heading={t('home.closed')} listed={closed} />
        </div>
        <SafetyLink lang={lang} of={snapshot} />
        <PrintedAddress label={t('document.address')} address={config.publicUrl + paths.start(lang)} />
      </>
    ),
  })
}

function StatementsOf(props: { lang: Language; heading: string; listed: readonly HomeStatement[] }) {
  const { lang, heading, listed } = props
  if (listed.length === 0) return null
  return (
    <section class="section">
      <h2>{heading}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list. */}
      <ul role="list">
        {listed.map(one => (
          <ListedStatement lang={lang} listed={one} />
        ))}
      </ul>
    </section>
  )
}
