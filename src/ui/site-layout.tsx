import type { Child } from 'hono/jsx'
import { interfaceFor, type Language, languages, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { alternatesOf } from './alternates.ts'
import { type AssetName, sharePicture } from './assets.ts'
import { Page, renderPage } from './layout.tsx'
import { marksOf } from './name.tsx'
import { LinkedData, type LinkedThing, OpenGraph } from './share-meta.tsx'
import { InPlaces, type PlaceOf } from './statement-place.tsx'

type SiteProps = {
  lang: Language
  /** Without the site's name, which is added. */
  title: string
  description?: string | undefined
  /** The path of this very page in another language. */
  path: (lang: Language) => string
  /** Given on pages for search engines: the origin of canonical and alternate links. */
  publicUrl?: string | undefined
  /** The statement that the page is about: its language is what a reader of any other gets, its picture is shared. */
  about?: { slug: string; defaultLanguage: string; title: string } | undefined
  /** On a page that is one work: what it is, in the words of schema.org. */
  linked?: LinkedThing | undefined
  /** What the page is about, where it is no one work. */
  bodyData?: LinkedThing | undefined
  /** Feeds of what the page lists, each by its path. */
  feeds?: readonly { href: string; title: string }[] | undefined
  /** On a page that says what another says better: the path of that one, where search engines are sent. */
  original?: ((lang: Language) => string) | undefined
  /** Scripts that the page can do without. */
  scripts?: readonly AssetName[] | undefined
  /** Where statements stand, if not by their slugs: one that is not public. */
  placeOf?: PlaceOf | undefined
  children: Child
}

/** A whole page of the site: header, language switch, footer. Without `publicUrl` it asks not to be indexed. */
export function renderSite(props: SiteProps): string {
  const {
    lang,
    title,
    description,
    path,
    publicUrl,
    about,
    original = path,
    scripts,
    placeOf = slug => slug,
    children,
    linked,
    bodyData = linked,
  } = props
  const t = translator(lang)
  return renderPage(
    <Page
      lang={lang}
      title={`${title} — ${t('site.name')}`}
      siteName={t('site.name')}
      skipLabel={t('site.skip')}
      description={description}
      canonical={publicUrl && publicUrl + original(lang)}
      // Without our origin: whoever reads at the onion service stays there.
      alternates={alternatesOf(lang, path)}
      origin={publicUrl}
      // A page whose original is another one has no language that search engines should show.
      defaultHref={
        publicUrl && original === path
          ? publicUrl + path(interfaceFor(about?.defaultLanguage ?? 'en'))
          : undefined
      }
      languagesLabel={t('site.languages')}
      noindex={publicUrl === undefined}
      head={<ForMachines {...props} />}
      scripts={scripts}
      home={paths.start(lang)}
      footer={<SiteFooter lang={lang} />}
    >
      <InPlaces value={placeOf}>{children}</InPlaces>
      {/* Not in the head, which says of the page what others may see: it names the statement, as the heading does. */}
      {bodyData && <LinkedData data={bodyData} />}
    </Page>,
  )
}

/** In the head, for whoever shows a link to the page, follows the list, or reads data. */
function ForMachines(props: SiteProps) {
  const { lang, title, description, path, publicUrl, about, linked, feeds = [], original = path } = props
  const t = translator(lang)
  const picture = sharePicture(about?.slug ?? null, lang)
  const alt = about && picture.isOwn ? about.title : t('share.picture.title')
  return (
    <>
      {publicUrl !== undefined && (
        <OpenGraph
          type={linked ? 'article' : 'website'}
          lang={lang}
          siteName={t('site.name')}
          title={title}
          description={description}
          url={publicUrl + original(lang)}
          others={languages.filter(language => language !== lang)}
          picture={{ url: publicUrl + picture.path, alt }}
        />
      )}
      {about && (
        <link rel="alternate" type="application/atom+xml" href={paths.api.signatoriesAtom(about.slug)} />
      )}
      {feeds.map(({ href, title }) => (
        <link rel="alternate" type="application/atom+xml" href={href} title={title} />
      ))}
    </>
  )
}

function SiteFooter({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <>
      <ul>
        <li>
          <a href={paths.start(lang)}>{t('site.home')}</a>
        </li>
        <li>
          <a href={paths.site.help(lang)}>{t('help.title')}</a>
        </li>
        <li>
          <a href={paths.site.privacy(lang)}>{t('privacy.title')}</a>
        </li>
      </ul>
      <p>{t('site.promise')}</p>
      {lang !== 'en' && <p>{t('site.unreviewed')}</p>}
    </>
  )
}

/** The `lang` of a text, where it is not the page's own. */
export const foreign = (text: { language: string }, lang: Language): string | undefined =>
  text.language === lang ? undefined : text.language

/** The same with its direction, for an element. */
export const foreignMarks = (text: { language: string }, lang: Language) => marksOf(foreign(text, lang))
