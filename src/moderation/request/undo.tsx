import type { Endorsement } from '../../domain/endorsement.ts'
import { undoableUntil } from '../../domain/moderation.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'

type UndoProps = { lang: Language; endorsement: Endorsement; now: Date; query: string }

/** The way back from a rejection or a return, as long as there is one. */
export function Undo({ lang, endorsement, now, query }: UndoProps) {
  const until = undoableUntil(endorsement, now)
  if (!until) return null
  const t = translator(lang)
  const { id, revision } = endorsement
  return (
    <Notice kind="info" heading={t('desk.undo.title')}>
      <p>
        <MomentIn lang={lang} text={t('desk.undo.text', { moment: '{moment}' })} at={until} as="time" />
      </p>
      <Form action={paths.desk.action(id, 'undo') + query}>
        <input type="hidden" name="revision" value={String(revision)} />
        <Actions>
          <Button kind="quiet" shortcut="u">
            {t('desk.undo.submit')}
          </Button>
        </Actions>
      </Form>
    </Notice>
  )
}
