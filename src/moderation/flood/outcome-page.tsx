import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { writeShownRequests } from './flood-form.ts'
import { renderFlood } from './flood-frame.tsx'
import { LeftOutList } from './left-out-list.tsx'
import type { ShownRequest } from './preview-flood.ts'
import type { Outcome } from './reject-flood.ts'

type OutcomeProps = { signedIn: SignedIn; outcome: Outcome; undone: boolean }

/** Third: what was done, what was not, and the way back while there is one. */
export function renderOutcomePage({ signedIn, outcome: { done, refused }, undone }: OutcomeProps): string {
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const count = done.length
  return renderFlood(
    signedIn,
    <>
      <Notice
        kind={count > 0 ? 'done' : 'stop'}
        level={1}
        heading={t(undone ? 'flood.undone' : 'flood.done', { count })}
      >
        {!undone && count > 0 && <UndoAll lang={lang} requests={done} />}
        <Actions>
          <a href={paths.desk.queue}>{t('flood.back')}</a>
        </Actions>
      </Notice>
      <LeftOutList lang={lang} heading={t('flood.refused', { count: refused.length })} requests={refused} />
    </>,
  )
}

function UndoAll({ lang, requests }: { lang: Language; requests: readonly ShownRequest[] }) {
  const t = translator(lang)
  return (
    <>
      <p>{t('flood.done.text')}</p>
      <Form action={paths.desk.flood}>
        <input type="hidden" name="done" value={writeShownRequests(requests)} />
        <Actions>
          <Button kind="quiet" name="step" value="undo">
            {t('flood.undo', { count: requests.length })}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
