import type { Deps } from '../deps.ts'
import type { Language } from '../domain/language.ts'
import { updateTextFor } from '../domain/updates.ts'
import { paths } from '../paths.ts'
import type { Reader } from '../storage/client.ts'
import { findMainLanguage, latestVersion, titleOf } from '../storage/statements.ts'
import { findFinalHash, type Update } from '../storage/updates.ts'

/** What the mail of an update says to readers of a language, whoever they are. */
export async function findUpdateFacts(
  reader: Reader,
  { config }: Pick<Deps, 'config'>,
  { statement, kind, texts }: Pick<Update, 'statement' | 'kind' | 'texts'>,
  lang: Language,
) {
  const version = await latestVersion(reader, statement)
  const main = await findMainLanguage(reader, statement)
  if (version === null || main === null) throw new Error('an update of an unknown statement')
  const { title, language } = await titleOf(reader, statement, version, lang)
  const isFinal = kind === 'final'
  return {
    lang,
    kind,
    statementTitle: title,
    statementLang: language,
    words: updateTextFor(texts, lang, main),
    sha256: isFinal ? await findFinalHash(reader, statement) : null,
    url: config.publicUrl + (isFinal ? paths.statement.final : paths.statement.page)(lang, statement),
  }
}
