import { titleOfDraft } from '../../domain/draft.ts'
import { sortedTags } from '../../domain/language.ts'
import type { SignedIn } from '../../env.ts'
import { andList, type Language, languageName, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { ListedStatement } from '../../storage/desk-statements.ts'
import type { StoredDraft } from '../../storage/drafts.ts'
import type { KeptWriting } from '../../storage/kept-writings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Actions, ButtonLink, Masthead, Meta, Notice } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'

type ListView = {
  signedIn: SignedIn
  statements: readonly ListedStatement[]
  drafts: readonly StoredDraft[]
  kept: readonly Omit<KeptWriting, 'content'>[]
  deleted: boolean
  now: Date
}

/** All statements, the files' and the desk's, with those that nobody reads yet. */
export function renderStatementList({ signedIn, statements, drafts, kept, deleted, now }: ListView): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const unpublished = drafts.filter(({ slug }) => !statements.some(one => one.slug === slug))
  return renderDesk({
    lang,
    title: t('write.list.title'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="people-page">
        {deleted && (
          <Notice kind="done">
            <p role="status">{t('write.deleted')}</p>
          </Notice>
        )}
        <Masthead title={t('write.list.title')} dateline={t('write.list.lead')} />
        <KeptList lang={lang} kept={kept} />
        <Actions>
          <ButtonLink href={paths.desk.newStatement}>{t('write.new')}</ButtonLink>
          {statements.length > 1 && <a href={paths.desk.order}>{t('order.link')}</a>}
        </Actions>
        <ul class="people">
          {unpublished.map(({ slug, draft }) => {
            const titled = titleOfDraft(draft)
            return (
              <Item
                lang={lang}
                slug={slug}
                title={titled?.title ?? slug}
                language={titled?.language ?? lang}
                languages={draft.texts.map(text => text.language)}
                states={[t('write.origin.desk'), t('write.state.draft')]}
                isPublic={false}
              />
            )
          })}
          {statements.map(({ slug, title, language, languages, origin, state, closesAt }) => (
            <Item
              lang={lang}
              slug={slug}
              title={title}
              language={language}
              languages={languages}
              states={[
                t(`write.origin.${origin}`),
                t(`write.state.${closesAt !== null && closesAt <= now ? 'closed' : state}`),
              ]}
              isPublic={state === 'public'}
            />
          ))}
        </ul>
      </div>
    ),
  })
}

type ItemProps = {
  lang: Language
  slug: string
  title: string
  language: string
  languages: readonly string[]
  states: readonly string[]
  isPublic: boolean
}

function Item({ lang, slug, title, language, languages, states, isPublic }: ItemProps) {
  const t = translator(lang)
  const names = sortedTags(languages).map(tag => languageName(lang, tag))
  return (
    <li>
      <h2 {...foreignMarks({ language }, lang)}>
        <a href={paths.desk.statement(slug)}>
          <bdi>{title}</bdi>
        </a>
      </h2>
      <Meta parts={[...states, andList(lang, names), <code>{slug}</code>]} />
      {isPublic && (
        <p>
          <a href={paths.statement.page(lang, slug)}>{t('write.public')}</a>
          {' · '}
          <a href={paths.desk.writing(slug, 'updates')}>{t('update.title')}</a>
        </p>
      )}
    </li>
  )
}

/** What the administrator sent and could not be taken: the way back to it. */
function KeptList({ lang, kept }: { lang: Language; kept: ListView['kept'] }) {
  const t = translator(lang)
  const ofDrafts = kept.filter(({ slug }) => slug !== null)
  if (ofDrafts.length === 0) return null
  return (
    <Notice kind="info" heading={t('write.kept.title')}>
      <p>{t('write.kept.text')}</p>
      <ul class="links">
        {ofDrafts.map(({ id, slug, keptAt }) => (
          <li>
            <a href={keptPath(id, slug)}>
              {slug}, <Moment lang={lang} at={keptAt} />
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Where something that was kept comes back. */
export const keptPath = (id: string, slug: string | null): string =>
  `${slug === null ? paths.desk.newStatement : paths.desk.statement(slug)}?kept=${id}`
