import { type Claim, claimedUntil } from '../../domain/claims.ts'
import { type Endorsement, isOpen } from '../../domain/endorsement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { ClaimedBy } from './claimed-by.tsx'

type BoxProps = {
  lang: Language
  endorsement: Endorsement
  claim: Claim | null
  /** Whose claim it is. */
  name: string
  /** Who looks. */
  moderator: string
  query: string
}

/** Who looks at an open request, and the button to say so, to give it back or to take it over. */
export function ClaimBox({ lang, endorsement, claim, name, moderator, query }: BoxProps) {
  if (!isOpen(endorsement.status)) return null
  const t = translator(lang)
  const isOwn = claim?.by === moderator
  const action = paths.desk.action(endorsement.id, isOwn ? 'release' : 'claim') + query
  return (
    <Form action={action}>
      {claim && (
        <p class="hint">
          {isOwn ? (
            <MomentIn lang={lang} text={t('claim.own', { moment: '{moment}' })} at={claimedUntil(claim)} />
          ) : (
            <ClaimedBy lang={lang} claim={claim} name={name} />
          )}
        </p>
      )}
      {claim && !isOwn && <input type="hidden" name="from" value={claim.by} />}
      <Actions>
        <Button kind="quiet">{t(submitKey(claim, isOwn))}</Button>
      </Actions>
    </Form>
  )
}

function submitKey(claim: Claim | null, isOwn: boolean) {
  if (isOwn) return 'claim.release'
  return claim ? 'claim.takeOver' : 'claim.submit'
}
