import { sql } from 'drizzle-orm'
import { statements } from './schema/statements.ts'

const newest = sql`(SELECT max(number) FROM statement_versions WHERE statement = ${statements.slug})`
const ofNewest = sql`statement = ${statements.slug} AND version = ${newest}`

/**
 * The title of a statement's newest text by which the desk names it to readers of a language: the signed one in it, a
 * courtesy text's, else the main one; null of a draft. Where no language is given, the main one.
 */
export const deskTitle = (wanted = '') => sql<{ title: string; language: string } | null>`(
  SELECT json_build_object('title', title, 'language', language) FROM (
    SELECT title, language, 1 AS rank FROM statement_texts WHERE ${ofNewest} AND language = ${wanted}
    UNION ALL SELECT title, language, 2 FROM courtesy_texts WHERE ${ofNewest} AND language = ${wanted}
    UNION ALL SELECT title, language, 3 FROM statement_texts
      WHERE ${ofNewest} AND language = ${statements.defaultLanguage}
  ) AS titles ORDER BY rank LIMIT 1)`

/** In which languages its newest text exists, signed or not. */
export const deskLanguages = sql<string[]>`to_json(ARRAY(
  SELECT language FROM statement_texts WHERE ${ofNewest}
  UNION SELECT language FROM courtesy_texts WHERE ${ofNewest} ORDER BY language))`
