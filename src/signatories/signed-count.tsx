import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'

type Statement = { slug: string; count: number; signedEarlier: readonly { version: number; count: number }[] }

/** How many signed what the text says now: nobody is counted under what they did not sign. */
export const countSigned = ({ count, signedEarlier }: Omit<Statement, 'slug'>): number =>
  signedEarlier.reduce((left, earlier) => left - earlier.count, count)

/**
 * The count of a statement; under it how many signed an earlier text, which said something else, with the way to it.
 * Where nobody did, the line is empty and stays for src/client/live.ts to fill.
 */
export function SignedCount({ lang, statement }: { lang: Language; statement: Statement }) {
  const t = translator(lang)
  const count = countSigned(statement)
  return (
    <>
      <Count text={t('statement.signed', { count })} figure={t('format.number', { count })} />
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

function LargeFigure({ text, figure }: { text: string; figure: string }) {
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

function SignedEarlier({ lang, statement }: { lang: Language; statement: Statement }) {
  const { slug, count, signedEarlier } = statement
  if (signedEarlier.length === 0) return <p class="hint since" id="signed-earlier" data-live hidden />
  const t = translator(lang)
  return (
    <p class="hint since" id="signed-earlier" data-live>
      {t('list.signedEarlier', { count: count - countSigned(statement) })}
      {signedEarlier.map(({ version }) => (
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
