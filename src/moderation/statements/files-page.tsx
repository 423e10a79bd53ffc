import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { ListedStatement } from '../../storage/desk-statements.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, ButtonLink, Masthead } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'

/** A statement that the site's files give: a deploy changes it, and nobody here. */
export function renderFilesPage(signedIn: SignedIn, { slug, title, language }: ListedStatement): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title,
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="people-page">
        <Masthead
          eyebrow={<a href={paths.desk.statements}>{t('write.list.title')}</a>}
          title={title}
          lang={foreign({ language }, lang)}
          dateline={t('write.origin.files')}
        />
        <p>{t('write.files.text')}</p>
        <Actions>
          <ButtonLink kind="quiet" href={paths.statement.page(lang, slug)}>
            {t('write.public')}
          </ButtonLink>
        </Actions>
      </div>
    ),
  })
}
