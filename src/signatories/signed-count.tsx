import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { sumOf } from '../storage/signatory-list.ts'

type Counts = Pick<PublicStatement, 'count' | 'signedEarlier' | 'withheld' | 'withheldEarlier'>
type Statement = Counts & { slug: string }

/** How many signed what the text says now, and are named. */
const countNamed = ({ count, signedEarlier }: Counts): number => count - sumOf(signedEarlier)
/** The same of those who are counted and not named. */
const countWithheld = ({ withheld, withheldEarlier }: Counts): number => withheld - sumOf(withheldEarlier)

/** How many signed what the text says now, named or not: nobody is counted under what they did not sign. */
export const countSigned = (counts: Counts): number => countNamed(counts) + countWithheld(counts)

/**
 * The count of a statement; under it how many of these are not named, and how many signed an earlier text, which said
 * something else, with the way to it. Where nobody did, the line is empty and stays for src/client/live.ts to fill.
 */
export function SignedCount({ lang, statement }: { lang: Language; statement: Statement }) {
  const t = translator(lang)
  const count = countSigned(statement)
  return (
    <>
      <Count text={t('statement.signed', { count })} figure={t('format.number', { count })} />
      <Withheld lang={lang} statement={statement} />
      <SignedEarlier lang={lang} statement={statement} />
    </>
  )
}

/**
 * A sentence with its number set large: `text` as translated, `figure` as it is written in it.
 * A figure that is not in the text leaves the text as it is. One a page: src/client/live.ts keeps it up to date.
 */
export function Count({ text, figure }: { text: string; figure: string }) {
  return (
    <p class="count" id="count" data-live>
      <LargeFigure text={text} figure={figure} />
    </p>
  )
}

/** A sentence with its number set large. */
export function LargeFigure({ text, figure }: { text: string; figure: string }) {
  const at = text.indexOf(figure)
  if (at < 0) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <span class="figure">{figure}</span>
      {text.slice(at + figure.length)}
    </>
  )
}

/** How many of those counted are named, and how many are not. */
function Withheld({ lang, statement }: { lang: Language; statement: Statement }) {
  const count = countWithheld(statement)
  if (count === 0) return <p class="hint since" id="withheld" data-live hidden />
  return (
    <p class="hint since" id="withheld" data-live>
      {translator(lang)('withheld.line', { named: countNamed(statement), count })}
    </p>
  )
}

function SignedEarlier({ lang, statement }: { lang: Language; statement: Statement }) {
  const { slug, signedEarlier, withheldEarlier } = statement
  const all = [...signedEarlier, ...withheldEarlier]
  if (all.length === 0) return <p class="hint since" id="signed-earlier" data-live hidden />
  const versions = [...new Set(all.map(({ version }) => version))].sort((one, other) => other - one)
  const t = translator(lang)
  return (
    <p class="hint since" id="signed-earlier" data-live>
      {t('list.signedEarlier', { count: sumOf(all) })}
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
