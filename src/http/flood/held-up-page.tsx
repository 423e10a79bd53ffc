import type { HeldUp } from '../../domain/flood.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { assetUrl } from '../../ui/assets.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { proofField } from './proof.ts'

type HeldUpView = {
  lang: Language
  of: HeldUp['of']
  /** Until it is taken as it is. */
  seconds: number
  /** Where the form was sent, and is sent again. */
  action: string
  typed: readonly { name: string; value: string }[]
  /** What the browser solves (src/client/proof.ts), as JSON; null where no proof helps. */
  challenge: string | null
  writeTo: string
}

/** In place of an answer to a form that came in a flood, with what was typed. */
export function renderHeldUp({ lang, of, seconds, action, typed, challenge, writeTo }: HeldUpView): string {
  const t = translator(lang)
  const minutes = Math.ceil(seconds / 60)
  const title = t(challenge === null ? `held.${of}.title` : 'held.prove.title')
  const later = <p>{t('held.later', { minutes })}</p>
  return renderSite({
    lang,
    title,
    // Its address may hold a secret: the switch leads to the start, as on a fault.
    path: () => paths.home,
    ...(challenge === null ? {} : { scripts: ['proof.js'] }),
    children: (
      <Notice kind="info" level={1} heading={title}>
        <p>{t('held.kept')}</p>
        {challenge === null ? (
          <>
            <p>{t(`held.${of}.text`)}</p>
            {later}
          </>
        ) : (
          <>
            <p>{t('held.prove.text')}</p>
            <noscript>
              <p>{t('held.prove.without')}</p>
              {later}
            </noscript>
          </>
        )}
        <Form action={action}>
          {typed.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {challenge !== null && (
            <input
              type="hidden"
              name={proofField}
              value=""
              data-challenge={challenge}
              data-worker={assetUrl('proof-worker.js')}
            />
          )}
          {challenge !== null && (
            <p
              id="proof-state"
              role="status"
              data-working={t('held.prove.working')}
              data-done={t('held.prove.done')}
              data-failed={t('held.prove.failed')}
            />
          )}
          <Actions>
            <Button>{t('held.submit')}</Button>
          </Actions>
        </Form>
        <p class="hint">{t('held.write', { address: writeTo })}</p>
      </Notice>
    ),
  })
}
