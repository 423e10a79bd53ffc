import type { Child } from 'hono/jsx'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { Title } from '../storage/statements.ts'
import { Masthead } from '../ui/parts.tsx'
import { foreignMarks } from '../ui/site-layout.tsx'

type MastheadProps = {
  lang: Language
  /** The statement's slug and its title. */
  slug: string
  title: Title
  heading: string
  lead: Child
}

/** What a page of the representative's is, under a link to the statement that it is about. */
export const StatementMasthead = ({ lang, slug, title, heading, lead }: MastheadProps) => (
  <Masthead
    eyebrow={
      <a href={paths.statement.page(lang, slug)} {...foreignMarks(title, lang)}>
        {title.title}
      </a>
    }
    title={heading}
    dateline={lead}
  />
)
