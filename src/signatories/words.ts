import { type KindCounts, type SignerKind, signerKinds } from '../domain/statement.ts'
import { andList, type Language, type Translate, translator, type WordsFor } from '../i18n/index.ts'
import type { PublicStatement } from '../storage/public-statements.ts'

/** Where nothing is said, organisations alone sign. */
type Signed = Partial<Pick<PublicStatement, 'signers' | 'kinds' | 'withheldKinds'>>

/** Of whom a statement's pages speak: of organisations alone, or of all who may sign it or have. */
export function wordsOf({ signers = ['organisation'], kinds, withheldKinds }: Signed): WordsFor {
  const isOthers = (kind: SignerKind) =>
    kind !== 'organisation' &&
    (signers.includes(kind) || (kinds?.[kind] ?? 0) + (withheldKinds?.[kind] ?? 0) > 0)
  return signerKinds.some(isOthers) || !signers.includes('organisation') ? 'mixed' : 'organisation'
}

/** The words of a page about a statement. */
export const wordsAbout = (lang: Language, statement: Signed): Translate =>
  translator(lang, wordsOf(statement))

/** The kinds apart: “47 organisations and 12 persons”. Where there is nobody, nobody of the first. */
export function countsInWords(lang: Language, counts: KindCounts): string {
  const present = signerKinds.filter(kind => counts[kind] > 0)
  const [first] = signerKinds
  const shown = present.length > 0 ? present : [first]
  return andList(
    lang,
    shown.map(kind => translator(lang)(`signer.count.${kind}`, { count: counts[kind] })),
  )
}

/** Who may sign: “organisations and persons”. */
export const signersInWords = (lang: Language, signers: readonly SignerKind[]): string =>
  andList(
    lang,
    signerKinds.filter(kind => signers.includes(kind)).map(kind => translator(lang)(`signer.many.${kind}`)),
  )

/** In which order the list is, in words. */
export const orderInWords = (lang: Language, { listOrder }: Pick<PublicStatement, 'listOrder'>): string =>
  translator(lang)(`list.order.${listOrder}`)

/** Over the names: how they are ordered. `isWhole`: all of them stand there. */
export function noteOn(
  lang: Language,
  statement: Signed & Pick<PublicStatement, 'listOrder'>,
  isWhole = true,
): string {
  const isAsUsual = wordsOf(statement) === 'organisation' && statement.listOrder === 'date'
  const t = translator(lang, isAsUsual ? 'organisation' : 'mixed')
  return t(isWhole ? 'list.note' : 'list.noteShort', { order: orderInWords(lang, statement) })
}
