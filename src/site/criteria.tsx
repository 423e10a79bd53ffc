import { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { AppEnv } from '../env.ts'
import { type Language, translator } from '../i18n/index.ts'
import { languageParam, paths } from '../paths.ts'
import { Criteria } from '../ui/criteria.tsx'
import { Masthead, Prose } from '../ui/parts.tsx'
import { renderSite } from '../ui/site-layout.tsx'

/** The three criteria one by one, and what is left to judgement around them. */
const sections = [
  'exists',
  'linked',
  'name',
  'evidence',
  'two',
  'unclear',
  'ignored',
  'refused',
  'later',
] as const

// Mails and the form lead here.
export const criteriaRoutes = new Hono<AppEnv>().get(paths.site.criteria(languageParam), c =>
  c.html(renderCriteriaPage(c.var.lang, c.var.deps.config)),
)

function renderCriteriaPage(lang: Language, { publicUrl }: Config): string {
  const t = translator(lang)
  return renderSite({
    lang,
    title: t('criteria.title'),
    description: t('criteria.lead'),
    path: paths.site.criteria,
    publicUrl,
    children: (
      <>
        <Masthead title={t('criteria.title')} dateline={t('criteria.lead')} />
        <Prose>
          <Criteria words={t} />
          {sections.map(section => (
            <section id={section}>
              <h2>{t(`criteria.${section}.title`)}</h2>
              <p>{t(`criteria.${section}.text`)}</p>
            </section>
          ))}
        </Prose>
      </>
    ),
  })
}
