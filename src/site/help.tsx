import { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { AppEnv } from '../env.ts'
import { currentSnapshot } from '../held/held-statements.ts'
import { type Language, translator } from '../i18n/index.ts'
import { languageParam, paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { Criteria } from '../ui/criteria.tsx'
import { HashCommands } from '../ui/hash-commands.tsx'
import { Masthead, Prose } from '../ui/parts.tsx'
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
  'check',
  'take',
  'reach',
] as const
const steps = ['read', 'ask', 'confirm', 'moderator', 'listed'] as const

export const helpRoutes = new Hono<AppEnv>().get(paths.site.help(languageParam), async c => {
  const { deps, lang } = c.var
  const [featured] = (await currentSnapshot(c)).statements
  return c.html(renderHelpPage(deps.config, lang, featured?.statement ?? null))
})

/** How the site works, with the featured statement for an example. */
function renderHelpPage(config: Config, lang: Language, statement: PublicStatement | null): string {
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
    // Mails link here: `criteriaAnchor`.
    criteria: <Criteria lang={lang} />,
    public: (
      <>
        <p>{t('withheld.help')}</p>
        <p>
          <a href={paths.site.privacy(lang)}>{t('privacy.title')}</a>
        </p>
      </>
    ),
    safety: (
      <>
        <p>
          <a href={paths.site.safety(lang)}>{t('safety.title')}</a>
        </p>
        <OtherAddresses lang={lang} config={config} />
      </>
    ),
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
            <section id={section}>
              <h2>{t(section === 'criteria' ? 'criteria.title' : `help.${section}.title`)}</h2>
              {section !== 'steps' && section !== 'criteria' && <p>{t(`help.${section}.text`)}</p>}
              {extras[section]}
            </section>
          ))}
        </Prose>
      </>
    ),
  })
}

function Check({ config, lang, statement }: { config: Config; lang: Language; statement: PublicStatement }) {
  const { slug, defaultLanguage, version } = statement
  const file = paths.statement.version(defaultLanguage, slug, `${version}.md`)
  return <HashCommands lang={lang} address={config.publicUrl + file} />
}

function TakeAlong({ lang, statement }: { lang: Language; statement: PublicStatement | null }) {
  const t = translator(lang)
  return (
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
