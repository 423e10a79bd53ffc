import { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { AppEnv } from '../env.ts'
import { type Language, translator } from '../i18n/index.ts'
import { languageParam, paths } from '../paths.ts'
import { Masthead, Prose } from '../ui/parts.tsx'
import { renderSite } from '../ui/site-layout.tsx'
import { OtherAddresses } from './other-addresses.tsx'

const sections = ['browser', 'devices', 'network', 'screenshots', 'passing', 'links', 'signing'] as const

export const safetyRoutes = new Hono<AppEnv>().get(paths.site.safety(languageParam), c =>
  c.html(renderSafetyPage(c.var.lang, c.var.deps.config)),
)

/** What others may see of whoever reads, shares or signs, and how to show them less. */
function renderSafetyPage(lang: Language, config: Config): string {
  const t = translator(lang)
  return renderSite({
    lang,
    title: t('safety.title'),
    description: t('safety.lead'),
    path: paths.site.safety,
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead title={t('safety.title')} dateline={t('safety.lead')} />
        <Prose>
          {sections.map(section => (
            <section id={section}>
              <h2>{t(`safety.${section}.title`)}</h2>
              <p>{t(`safety.${section}.text`)}</p>
            </section>
          ))}
          <section id="mirrors">
            <h2>{t('safety.mirrors.title')}</h2>
            <p>{t('safety.mirrors.text')}</p>
            <OtherAddresses lang={lang} config={config} />
          </section>
        </Prose>
      </>
    ),
  })
}
