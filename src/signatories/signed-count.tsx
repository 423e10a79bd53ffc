import { countKinds, type KindCounts, signerKinds } from '../domain/statement.ts'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { sumOf } from '../storage/signatory-list.ts'
import { countsInWords, wordsAbout, wordsOf } from './words.ts'

type Counts = Pick<
  PublicStatement,
  'count' | 'kinds' | 'signedEarlier' | 'withheld' | 'withheldKinds' | 'withheldEarlier'
>
type Statement = Counts & Pick<PublicStatement, 'slug' | 'signers'>

/** How many signed what the text says now, and are named. */
const countNamed = ({ count, signedEarlier }: Counts): number => count - sumOf(signedEarlier)
/** The same of those who are counted and not named. */
const countWithheld = ({ withheld, withheldEarlier }: Counts): number => withheld - sumOf(withheldEarlier)

/** How many signed what the text says now, named or not: nobody is counted under what they did not sign. */
export const countSigned = (counts: Counts): number => countNamed(counts) + countWithheld(counts)

/** Each kind of those who signed what the text says now, of these alone who are named, or alone who are not. */
const named = ({ kinds, signedEarlier }: Counts) => less(kinds, countKinds(signedEarlier))
const unnamed = ({ withheldKinds, withheldEarlier }: Counts) =>
  less(withheldKinds, countKinds(withheldEarlier))

const less = (all: KindCounts, some: KindCounts): KindCounts => plus(all, some, -1)
const plus = (one: KindCounts, other: KindCounts, sign = 1): KindCounts => ({
  organisation: one.organisation + sign * other.organisation,
  network: one.network + sign * other.network,
  person: one.person + sign * other.person,
})

/** How many of each kind signed what the text says now, named or not. */
export const countSignedByKind = (counts: Counts): KindCounts => plus(named(counts), unnamed(counts))

/** How many signed, in a sentence, and the figures as they are written in it. */
export function signedInWords(
  lang: Language,
  statement: Counts & Pick<PublicStatement, 'signers'>,
  key: 'statement.signed' | 'home.signed',
) {
  const t = wordsAbout(lang, statement)
  const count = countSigned(statement)
  const byKind = countSignedByKind(statement)
  const figures = wordsOf(statement) === 'mixed' ? signerKinds.map(kind => byKind[kind]) : [count]
  return {
    text: t(key, { count, counts: countsInWords(lang, byKind) }),
    figures: figures.map(figure => t('format.number', { count: figure })),
  }
}

/**
 * The count of a statement; under it how many of these are not named, and how many signed an earlier text, which said
 * something else, with the way to it. Where nobody did, the line is empty and stays for src/client/live.ts to fill.
 */
export function SignedCount({ lang, statement }: { lang: Language; statement: Statement }) {
  return (
    <>
      <Count {...signedInWords(lang, statement, 'statement.signed')} />
      <Withheld lang={lang} statement={statement} />
      <SignedEarlier lang={lang} statement={statement} />
    </>
  )
}

/**
 * A sentence with its numbers set large: `text` as translated, `figures` as they are written in it, in their order.
 * A figure that is not in the text leaves the text as it is. One a page: src/client/live.ts keeps it up to date.
 */
export function Count({ text, figures }: { text: string; figures: readonly string[] }) {
  return (
    <p class="count" id="count" data-live>
      <LargeFigures text={text} figures={figures} />
    </p>
  )
}

const longestBound = 3

/** A sentence with its numbers set large, each on one line with its noun. */
export function LargeFigures({ text, figures }: { text: string; figures: readonly string[] }) {
  const [figure, ...others] = figures
  if (figure === undefined) return <>{text}</>
  const at = text.indexOf(figure)
  if (at < 0) return <LargeFigures text={text} figures={others} />
  const after = text.slice(at + figure.length)
  // A long figure fills a narrow line alone.
  const noun = figure.length > longestBound ? '' : (/^\s\S+/.exec(after)?.[0] ?? '')
  return (
    <>
      {text.slice(0, at)}
      <span class="bound">
        <span class="figure">{figure}</span>
        {noun}
      </span>
      <LargeFigures text={after.slice(noun.length)} figures={others} />
    </>
  )
}

/** How many of those counted are named, and how many are not. */
function Withheld({ lang, statement }: { lang: Language; statement: Statement }) {
  const count = countWithheld(statement)
  if (count === 0) return <p class="hint since" id="withheld" data-live hidden />
  return (
    <p class="hint since" id="withheld" data-live>
      {wordsAbout(lang, statement)('withheld.line', {
        named: countNamed(statement),
        count,
        counts: countsInWords(lang, unnamed(statement)),
      })}
    </p>
  )
}

/** How many signed an earlier text, in a sentence with its figures; null where nobody did. */
export function earlierInWords(lang: Language, statement: Counts & Pick<PublicStatement, 'signers'>) {
  const { signedEarlier, withheldEarlier } = statement
  const all = [...signedEarlier, ...withheldEarlier]
  if (all.length === 0) return null
  const t = wordsAbout(lang, statement)
  const count = sumOf(all)
  const text = t('list.signedEarlier', { count, counts: countsInWords(lang, countKinds(all)) })
  return { text, figures: [t('format.number', { count })] }
}

function SignedEarlier({ lang, statement }: { lang: Language; statement: Statement }) {
  const { slug, signedEarlier, withheldEarlier } = statement
  const all = [...signedEarlier, ...withheldEarlier]
  const words = earlierInWords(lang, statement)
  if (words === null) return <p class="hint since" id="signed-earlier" data-live hidden />
  const versions = [...new Set(all.map(({ version }) => version))].sort((one, other) => other - one)
  const t = wordsAbout(lang, statement)
  return (
    <p class="hint since" id="signed-earlier" data-live>
      {words.text}
      {versions.map(version => (
        <>
          {' '}
          <a href={paths.statement.version(lang, slug, version)}>
            {t('list.signedEarlier.read', { version })}
          </a>
        </>
      ))}
    </p>
  )
}
