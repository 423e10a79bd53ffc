import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'

type Props = {
  lang: Language
  statement: {
    slug: string
    saysSince: number
    count: number
    signedEarlier: number
    earlier: readonly { version: number }[]
  }
}

/**
 * Under the count: how many of those counted signed an earlier text, which said something else, with the way to it.
 * The empty line stays, for src/client/live.ts to fill.
 */
export function SignedEarlier({ lang, statement }: Props) {
  const { slug, saysSince, count, signedEarlier, earlier } = statement
  const other = earlier.find(({ version }) => version < saysSince)
  if (!other || signedEarlier === 0) return <p class="hint since" id="signed-earlier" data-live hidden />
  const t = translator(lang)
  return (
    <p class="hint since" id="signed-earlier" data-live>
      {signedEarlier === count ? t('signedEarlier.all') : t('signedEarlier.some', { count: signedEarlier })}{' '}
      <a href={paths.version(lang, slug, other.version)}>
        {t('signedEarlier.read', { version: other.version })}
      </a>
    </p>
  )
}
