import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { writeShownRequests } from './bulk-form.ts'
import { renderBulk } from './bulk-frame.tsx'
import { LeftOutList } from './left-out-list.tsx'
import type { Outcome } from './outcome.ts'
import type { ShownRequest } from './preview-bulk.ts'

type OutcomeProps = { signedIn: SignedIn; outcome: Outcome }

/** Third: what was done, what was not, and the way back while there is one. */
export function renderOutcomePage({ signedIn, outcome }: OutcomeProps): string {
  const { kind, done, refused, isUndoable } = outcome
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const count = done.length
  return renderBulk(
    signedIn,
    <>
      <Notice
        kind={count > 0 ? 'done' : 'stop'}
        level={1}
        heading={t(kind === 'undo' ? 'bulk.undone' : 'bulk.done', { count })}
      >
        {isUndoable && <UndoAll lang={lang} requests={done} />}
        <Actions>
          <a href={paths.desk.queue}>{t('bulk.back')}</a>
        </Actions>
      </Notice>
      <LeftOutList lang={lang} heading={t('bulk.refused', { count: refused.length })} requests={refused} />
    </>,
  )
}

function UndoAll({ lang, requests }: { lang: Language; requests: readonly ShownRequest[] }) {
  const t = translator(lang)
  return (
    <>
      <p>{t('bulk.done.text')}</p>
      <Form action={paths.desk.bulkRejection}>
        <input type="hidden" name="done" value={writeShownRequests(requests)} />
        <Actions>
          <Button kind="quiet" name="step" value="undo">
            {t('bulk.undo', { count: requests.length })}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
