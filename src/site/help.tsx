import { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { AppEnv } from '../env.ts'
import { currentSnapshot } from '../held/held-statements.ts'
import { isLanguage, type Language, translator } from '../i18n/index.ts'
import { languageParam, lostLinkAnchor, paths } from '../paths.ts'
import type { StatementSummary } from '../storage/statement-summaries.ts'
import { HashCommands } from '../ui/hash-commands.tsx'
import { LostLinkForm } from '../ui/lost-link-form.tsx'
import { Masthead, Prose } from '../ui/parts.tsx'
import { SafetyLink } from '../ui/safety-link.tsx'
import { renderSite } from '../ui/site-layout.tsx'
import { OtherAddresses } from './other-addresses.tsx'

const sections = [
  'what',
  'who',
  'steps',
  'criteria',
  'time',
  'public',
  'safety',
  'change',
  'lost',
  'check',
  'take',
  'reach',
] as const
const steps = ['read', 'ask', 'confirm', 'moderator', 'listed'] as const

export const helpRoutes = new Hono<AppEnv>().get(paths.site.help(languageParam), async c => {
  const { deps, lang } = c.var
  const [featured] = (await currentSnapshot(c)).statements
  return c.html(renderHelpPage(deps.config, lang, featured ?? null))
})

/** How the site works, with the featured statement for an example. */
function renderHelpPage(config: Config, lang: Language, statement: StatementSummary | null): string {
  const t = translator(lang)
  /** What stands in a section under its text. */
  const extras = {
    what: null,
    who: null,
    time: null,
    change: null,
    steps: (
      <ol>
        {steps.map(step => (
          <li>{t(`help.steps.${step}`)}</li>
        ))}
      </ol>
    ),
    criteria: <Way to={paths.site.criteria(lang)}>{t('criteria.title')}</Way>,
    public: (
      <>
        <p>{t('withheld.help')}</p>
        <Way to={paths.site.privacy(lang)}>{t('privacy.title')}</Way>
      </>
    ),
    safety: (
      <>
        <Way to={paths.site.safety(lang)}>{t('safety.title')}</Way>
        <OtherAddresses lang={lang} config={config} />
      </>
    ),
    lost: <LostLinkForm lang={lang} />,
    check: statement && <Check config={config} lang={lang} statement={statement} />,
    take: <TakeAlong lang={lang} statement={statement} />,
    reach: <Reach config={config} lang={lang} />,
  }
  return renderSite({
    lang,
    title: t('help.title'),
    description: t('help.lead'),
    path: paths.site.help,
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead title={t('help.title')} dateline={t('help.lead')} />
        <Prose>
          {sections.map(section => (
            <section id={section === 'lost' ? lostLinkAnchor.slice(1) : section}>
              <h2>{t(`help.${section}.title`)}</h2>
              {section !== 'steps' && <p>{t(`help.${section}.text`)}</p>}
              {extras[section]}
            </section>
          ))}
        </Prose>
      </>
    ),
  })
}

const Way = ({ to, children }: { to: string; children: string }) => (
  <p>
    <a href={to}>{children}</a>
  </p>
)

function Check({ config, lang, statement }: { config: Config; lang: Language; statement: StatementSummary }) {
  const { slug, defaultLanguage, version } = statement
  const file = isLanguage(defaultLanguage)
    ? paths.statement.version(defaultLanguage, slug, `${version}.md`)
    : paths.statement.versionText('en', slug, version, `${defaultLanguage}.md`)
  return <HashCommands lang={lang} address={config.publicUrl + file} />
}

function TakeAlong({ lang, statement }: { lang: Language; statement: StatementSummary | null }) {
  const t = translator(lang)
  return (
    <>
      {statement && <SafetyLink lang={lang} of={statement} />}
      <ul>
        {statement && (
          <>
            <li>
              <a href={paths.api.signatoriesCsvIn(lang, statement.slug)}>{t('about.csv')}</a>
            </li>
            <li>
              <a href={paths.statement.document(lang, statement.slug)}>{t('list.document')}</a>
            </li>
            <li>
              <a href={paths.statement.embed(lang, statement.slug)}>{t('about.embed')}</a>
            </li>
          </>
        )}
        <li>
          <a href={paths.api.description}>{t('help.take.api')}</a>
        </li>
      </ul>
    </>
  )
}

function Reach({ config, lang }: { config: Config; lang: Language }) {
  const t = translator(lang)
  const { address, securityContact } = config
  return (
    <>
      <p>
        <a href={`mailto:${address}`}>{address}</a>
      </p>
      {securityContact && (
        <p>
          {t('help.reach.security')} <a href={securityContact}>{securityContact.replace(/^mailto:/, '')}</a>
        </p>
      )}
    </>
  )
}
