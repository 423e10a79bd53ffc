import type { Child } from 'hono/jsx'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { Title } from '../storage/statements.ts'
import { Masthead } from '../ui/parts.tsx'
import { foreignMarks } from '../ui/site-layout.tsx'
import { usePlace } from '../ui/statement-place.tsx'

type MastheadProps = {
  lang: Language
  /** The statement's slug and its title. */
  slug: string
  title: Title
  heading: string
  lead: Child
}

/** What a page of the representative's is, under a link to the statement that it is about. */
export function StatementMasthead({ lang, slug, title, heading, lead }: MastheadProps) {
  const place = usePlace(slug)
  const marks = foreignMarks(title, lang)
  const eyebrow =
    place === null ? (
      <span {...marks}>{title.title}</span>
    ) : (
      <a href={paths.statement.page(lang, place)} {...marks}>
        {title.title}
      </a>
    )
  return <Masthead eyebrow={eyebrow} title={heading} dateline={lead} />
}
