import type { Child } from 'hono/jsx'
import { type Language, translator, utc } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { alternatesOf } from './alternates.ts'
import type { AssetName } from './assets.ts'
import { Page, renderPage } from './layout.tsx'
import { InTimeZone } from './moment.tsx'

type DeskPage = 'queue' | 'figures' | 'statements' | 'log' | 'team' | 'settings' | 'account'

/**
 * Who looks at a page, and in which time zone every moment of it is shown; before signing in, nobody: no navigation
 * then.
 */
type Looking =
  | { role: 'moderator' | 'administrator'; timeZone: string }
  | { role: null; timeZone?: undefined }

type DeskProps = Looking & {
  lang: Language
  /** Without the desk's name, which is added. */
  title: string
  at?: DeskPage | undefined
  scripts?: readonly AssetName[] | undefined
  /** Before signing in, where the language is not known: the page's path in each. */
  path?: ((lang: Language) => string) | undefined
  children: Child
}

/** A whole page of the desk: never indexed, with its own navigation. */
export function renderDesk(props: DeskProps): string {
  const { lang, title, role, at, timeZone = utc, scripts, path, children } = props
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
      alternates={path && alternatesOf(lang, path)}
      nav={role && <DeskNavigation lang={lang} role={role} at={at} />}
      styles={['desk.css']}
      scripts={scripts}
      footer={lang !== 'en' && <p>{t('site.unreviewed')}</p>}
    >
      <InTimeZone value={timeZone}>{children}</InTimeZone>
    </Page>,
  )
}

const navigation: { page: DeskPage; href: string; forAdministrators?: true }[] = [
  { page: 'queue', href: paths.desk.queue },
  { page: 'figures', href: paths.desk.figures },
  { page: 'statements', href: paths.desk.statements, forAdministrators: true },
  { page: 'log', href: paths.desk.log },
  { page: 'team', href: paths.team.page, forAdministrators: true },
  { page: 'settings', href: paths.desk.settings, forAdministrators: true },
  { page: 'account', href: paths.account.page },
]

function DeskNavigation({ lang, role, at }: Pick<DeskProps, 'lang' | 'role' | 'at'>) {
  const t = translator(lang)
  return (
    <nav class="desk-nav" aria-label={t('desk.nav')}>
      <ul>
        {navigation
          .filter(({ forAdministrators }) => !forAdministrators || role === 'administrator')
          .map(({ page, href }) => (
            <li>
              <a href={href} aria-current={page === at ? 'page' : undefined}>
                {t(`desk.nav.${page}`)}
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
