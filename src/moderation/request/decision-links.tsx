import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Actions, ButtonLink } from '../../ui/parts.tsx'
import { keyOfAction } from '../shortcuts.ts'
import { NewcomerUntil } from './newcomer-until.tsx'
import { actionsOn, approvalOf, offeredTo, type RequestView } from './request-view.ts'

type LinksProps = { signedIn: SignedIn; view: RequestView; query: string }

/** What can be decided: links, as each decision is shown whole before it is made. */
export function DecisionLinks({ signedIn, view, query }: LinksProps) {
  const { id: moderator, language: lang } = signedIn.moderator
  const t = translator(lang)
  if (actionsOn(view).length === 0) return null
  const turn = approvalOf(view, moderator)
  return (
    <nav class="decisions" aria-label={t('desk.decide')}>
      {turn === 'own' && <p class="hint">{t('desk.approve.own')}</p>}
      {turn === 'newcomer' && view.countsAsOtherFrom && (
        <p class="hint">
          <NewcomerUntil lang={lang} from={view.countsAsOtherFrom} />
        </p>
      )}
      <Actions>
        {offeredTo(view, moderator).map(action => (
          <ButtonLink
            href={paths.desk.action(view.endorsement.id, action) + query}
            kind={action === 'approve' ? 'primary' : 'quiet'}
            shortcut={keyOfAction[action]}
          >
            {t(`desk.action.${action}`)}
          </ButtonLink>
        ))}
      </Actions>
    </nav>
  )
}
