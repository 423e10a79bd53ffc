import { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { AppEnv } from '../env.ts'
import { type Language, translator } from '../i18n/index.ts'
import { languageParam, lostLinkAnchor, paths } from '../paths.ts'
import { type Fact, Facts, Masthead, Prose } from '../ui/parts.tsx'
import { renderSite } from '../ui/site-layout.tsx'

/** What is kept, each with why and by what right; then for how long. */
const sections = ['public', 'contact', 'desk', 'forms', 'time', 'not'] as const
const others = ['moderators', 'host', 'database', 'mail'] as const
const rights = ['see', 'correct', 'withdraw', 'erase', 'complain'] as const

export const privacyRoutes = new Hono<AppEnv>().get(paths.site.privacy(languageParam), c =>
  c.html(renderPrivacyPage(c.var.lang, c.var.deps.config)),
)

/** Who keeps what and why, in the words of docs/storage.md. */
export function renderPrivacyPage(lang: Language, config: Config): string {
  const t = translator(lang)
  return renderSite({
    lang,
    title: t('privacy.title'),
    description: t('privacy.lead'),
    path: paths.site.privacy,
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead title={t('privacy.title')} dateline={t('privacy.lead')} />
        <Prose>
          <section id="responsible">
            <h2>{t('privacy.responsible.title')}</h2>
            <p>{t('form.beside.responsible.text')}</p>
            {config.operatorName === undefined && <p>{t('privacy.responsible.unnamed')}</p>}
            <Facts items={operatorFacts(lang, config)} />
          </section>
          {sections.map(section => (
            <section id={section}>
              <h2>{t(`privacy.${section}.title`)}</h2>
              <p>{t(`privacy.${section}.text`)}</p>
            </section>
          ))}
          <section id="others">
            <h2>{t('privacy.others.title')}</h2>
            <ul>
              {others.map(who => (
                <li>{t(`privacy.others.${who}`)}</li>
              ))}
            </ul>
          </section>
          <section id="rights">
            <h2>{t('privacy.rights.title')}</h2>
            <p>{t('privacy.rights.text')}</p>
            <ul>
              {rights.map(right => (
                <li>{t(`privacy.rights.${right}`)}</li>
              ))}
            </ul>
            <p>
              <a href={paths.site.help(lang) + lostLinkAnchor}>{t('help.lost.title')}</a>
            </p>
          </section>
        </Prose>
      </>
    ),
  })
}

/** Who runs the site, as far as the configuration says so. The mail address is always known. */
function operatorFacts(lang: Language, { operatorName, operatorAddress, address }: Config): Fact[] {
  const t = translator(lang)
  const name = operatorName && { label: t('privacy.responsible.name'), value: operatorName, verbatim: true }
  const postal = operatorAddress && {
    label: t('privacy.responsible.address'),
    value: operatorAddress,
    verbatim: true,
  }
  const mail = { label: t('privacy.responsible.mail'), value: <a href={`mailto:${address}`}>{address}</a> }
  return [name, postal, mail].filter(fact => typeof fact === 'object')
}
