import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { Count } from '../organisations/signatories.tsx'

type Statement = { slug: string; count: number; signedEarlier: readonly { version: number; count: number }[] }

/** How many signed what the text says now: nobody is counted under what they did not sign. */
export const countSigned = ({ count, signedEarlier }: Omit<Statement, 'slug'>): number =>
  signedEarlier.reduce((left, earlier) => left - earlier.count, count)

/**
 * The count of a statement; under it how many signed an earlier text, which said something else, with the way to it.
 * Where nobody did the line is empty, and stays for src/client/live.ts to fill.
 */
export function SignedCount({ lang, statement }: { lang: Language; statement: Statement }) {
  const t = translator(lang)
  const count = countSigned(statement)
  return (
    <>
      <Count text={t('statement.signed', { count })} figure={t('number', { count })} />
      <SignedEarlier lang={lang} statement={statement} />
    </>
  )
}

function SignedEarlier({ lang, statement }: { lang: Language; statement: Statement }) {
  const { slug, count, signedEarlier } = statement
  if (signedEarlier.length === 0) return <p class="hint since" id="signed-earlier" data-live hidden />
  const t = translator(lang)
  return (
    <p class="hint since" id="signed-earlier" data-live>
      {t('signedEarlier', { count: count - countSigned(statement) })}
      {signedEarlier.map(({ version }) => (
        <>
          {' '}
          <a href={paths.statement.version(lang, slug, version)}>{t('signedEarlier.read', { version })}</a>
        </>
      ))}
    </p>
  )
}
