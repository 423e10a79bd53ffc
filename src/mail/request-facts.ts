import type { Endorsement } from '../domain/endorsement.ts'
import { kindOf } from '../domain/organisation.ts'
import type { Reader } from '../storage/client.ts'
import { mailTitleOf, type Title } from '../storage/statements.ts'

/** What every mail about a request says of it, in the language in which the organisation asked. */
export const requestFacts = (
  { language, organisation, nameWithheld }: Endorsement,
  { title, language: statementLang, times }: Title,
) => ({
  lang: language,
  statementTitle: title,
  statementLang,
  organisation: organisation.name,
  kind: kindOf(organisation),
  withheld: nameWithheld,
  times,
})

/** The same with the title of the version that it asked to endorse, or of the one that is given. */
export async function findRequestFacts(reader: Reader, of: Endorsement, version = of.version) {
  return requestFacts(of, await mailTitleOf(reader, of.statement, version, of.language))
}
