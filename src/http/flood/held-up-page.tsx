import { escapeToBuffer } from 'hono/utils/html'
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

/** What of a page differs from form to form. No text of ours holds these. */
const gaps = { action: '\u{e000}action', typed: '\u{e000}typed', challenge: '\u{e000}challenge' } as const

/** Pages without their gaps filled, by all else that they say. */
const pages = new Map<string, string>()
const mostPages = 200

/**
 * In place of an answer to a form that came in a flood, with what was typed. All but that is rendered once: a flood is
 * answered by putting texts together.
 */
export function renderHeldUp({ seconds, action, typed, challenge, ...view }: HeldUpView): string {
  const minutes = Math.ceil(seconds / 60)
  const name = JSON.stringify([view, minutes, challenge === null])
  const page = pages.get(name) ?? renderPage({ ...view, minutes, hasChallenge: challenge !== null })
  if (pages.size >= mostPages) pages.clear()
  pages.set(name, page)
  const inputs = typed.map(
    ({ name, value }) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}"/>`,
  )
  return page
    .replace(gaps.action, () => escaped(action))
    .replace(gaps.challenge, () => escaped(challenge ?? ''))
    .replace(gaps.typed, () => inputs.join(''))
}

function escaped(text: string): string {
  const buffer: [string] = ['']
  escapeToBuffer(text, buffer)
  return buffer[0]
}

type PageView = Pick<HeldUpView, 'lang' | 'of' | 'writeTo'> & { minutes: number; hasChallenge: boolean }

function renderPage({ lang, of, minutes, hasChallenge, writeTo }: PageView): string {
  const t = translator(lang)
  const title = t(!hasChallenge ? `flood.${of}.title` : 'flood.prove.title')
  const later = <p>{t('flood.later', { minutes })}</p>
  return renderSite({
    lang,
    title,
    // Its address may hold a secret: the switch leads to the start, as on a fault.
    path: () => paths.home,
    ...(hasChallenge ? { scripts: ['proof.js'] } : {}),
    children: (
      <Notice kind="info" level={1} heading={title}>
        <p>{t('flood.kept')}</p>
        {!hasChallenge ? (
          <>
            <p>{t(`flood.${of}.text`)}</p>
            {later}
          </>
        ) : (
          <>
            <p>{t('flood.prove.text')}</p>
            <noscript>
              <p>{t('flood.prove.without')}</p>
              {later}
            </noscript>
          </>
        )}
        <Form action={gaps.action}>
          {gaps.typed}
          {hasChallenge && (
            <input
              type="hidden"
              name={proofField}
              value=""
              data-challenge={gaps.challenge}
              data-worker={assetUrl('proof-worker.js')}
            />
          )}
          {hasChallenge && (
            <p
              id="proof-state"
              role="status"
              data-working={t('flood.prove.working')}
              data-done={t('flood.prove.done')}
              data-failed={t('flood.prove.failed')}
            />
          )}
          <Actions>
            <Button>{t('flood.submit')}</Button>
          </Actions>
        </Form>
        <p class="hint">{t('flood.write', { address: writeTo })}</p>
      </Notice>
    ),
  })
}
