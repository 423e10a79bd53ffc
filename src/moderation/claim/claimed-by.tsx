import type { Claim } from '../../domain/claims.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/parts.tsx'

type ClaimedProps = { lang: Language; claim: Claim; name: string }

/** Who looks at a request, and since when. */
export function ClaimedBy({ lang, claim, name }: ClaimedProps) {
  return (
    <>
      {translator(lang)('claim.by')} <bdi>{name}</bdi>, <Moment lang={lang} at={claim.at} />
    </>
  )
}

/** Over the page of a decision, where a colleague looks at the request too: it keeps nobody from deciding. */
export function ClaimNotice(props: ClaimedProps) {
  return (
    <Notice kind="info">
      <p>
        <ClaimedBy {...props} />. {translator(props.lang)('claim.blocksNothing')}
      </p>
    </Notice>
  )
}
