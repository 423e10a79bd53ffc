import { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { AppEnv } from '../env.ts'
import { type Language, translator } from '../i18n/index.ts'
import { languageParam, paths } from '../paths.ts'
import { Masthead, Prose } from '../ui/parts.tsx'
import { renderSite } from '../ui/site-layout.tsx'

const sections = ['public', 'contact', 'time', 'not', 'others', 'rights'] as const

export const privacyRoutes = new Hono<AppEnv>().get(paths.site.privacy(languageParam), c =>
  c.html(renderPrivacyPage(c.var.lang, c.var.deps.config)),
)

/** What is kept and why, in the words of docs/storage.md. */
function renderPrivacyPage(lang: Language, { publicUrl, address }: Config): string {
  const t = translator(lang)
  return renderSite({
    lang,
    title: t('privacy.title'),
    description: t('privacy.lead'),
    path: paths.site.privacy,
    publicUrl,
    children: (
      <>
        <Masthead title={t('privacy.title')} dateline={t('privacy.lead')} />
        <Prose>
          {sections.map(section => (
            <>
              <h2>{t(`privacy.${section}.title`)}</h2>
              <p>{t(`privacy.${section}.text`)}</p>
            </>
          ))}
          <h2>{t('form.beside.responsible.title')}</h2>
          <p>{t('form.beside.responsible.text')}</p>
          <p>
            {t('help.reach.text')} <a href={`mailto:${address}`}>{address}</a>
          </p>
        </Prose>
      </>
    ),
  })
}
