import type { Child } from 'hono/jsx'
import { type Language, languages, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { AssetName } from './assets.ts'
import { Page, renderPage } from './layout.tsx'

export type DeskPlace = 'queue' | 'log' | 'team' | 'settings' | 'account'

export type DeskProps = {
  lang: Language
  /** Without the desk's name, which is added. */
  title: string
  /** Who looks at it; null before signing in: no navigation then. */
  role: 'moderator' | 'administrator' | null
  at?: DeskPlace | undefined
  scripts?: readonly AssetName[] | undefined
  /** Before signing in, where the language is not known: the page's path in each. */
  path?: ((lang: Language) => string) | undefined
  children: Child
}

/** A whole page of the desk: never indexed, with its own navigation. */
export function renderDesk({ lang, title, role, at, scripts, path, children }: DeskProps): string {
  const t = translator(lang)
  return renderPage(
    <Page
      lang={lang}
      title={`${title} — ${t('desk.name')}`}
      siteName={t('site.name')}
      skipLabel={t('site.skip')}
      languagesLabel={t('site.languages')}
      noindex
      home={role ? paths.desk.queue : paths.home}
      alternates={
        path &&
        languages.map(language => ({
          lang: language,
          href: path(language),
          label: translator(language)('language.name'),
          current: language === lang,
        }))
      }
      nav={role && <DeskNavigation lang={lang} role={role} at={at} />}
      styles={['desk.css']}
      scripts={scripts}
      footer={lang !== 'en' && <p>{t('site.unreviewed')}</p>}
    >
      {children}
    </Page>,
  )
}

const places: { at: DeskPlace; href: string; administrators?: true }[] = [
  { at: 'queue', href: paths.desk.queue },
  { at: 'log', href: paths.desk.log },
  { at: 'team', href: paths.team.page, administrators: true },
  { at: 'settings', href: paths.desk.settings, administrators: true },
  { at: 'account', href: paths.account.page },
]

function DeskNavigation({
  lang,
  role,
  at,
}: Required<Pick<DeskProps, 'lang' | 'role'>> & { at: DeskProps['at'] }) {
  const t = translator(lang)
  return (
    <nav class="desk-nav" aria-label={t('desk.nav')}>
      <ul>
        {places
          .filter(place => !place.administrators || role === 'administrator')
          .map(place => (
            <li>
              <a href={place.href} aria-current={place.at === at ? 'page' : undefined}>
                {t(`desk.nav.${place.at}`)}
              </a>
            </li>
          ))}
      </ul>
      <form method="post" action={paths.auth.signOut}>
        <button type="submit" class="link">
          {t('desk.signOut')}
        </button>
      </form>
    </nav>
  )
}
