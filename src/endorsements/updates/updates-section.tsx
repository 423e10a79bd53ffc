import { type Endorsement, isEnded } from '../../domain/endorsement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'

type UpdatesProps = {
  lang: Language
  endorsement: Endorsement
  /** Since when they have asked for it; null: they have not. */
  since: Date | null
  token: string
}

/** Whether news of the statement comes, and the button that changes it. */
export function UpdatesSection({ lang, endorsement, since, token }: UpdatesProps) {
  if (isEnded(endorsement.status)) return null
  const t = wordsFor(lang, endorsement)
  const now = since === null ? 'off' : 'on'
  return (
    <section class="section" id="updates">
      <h2>{t('update.private.title')}</h2>
      <p>{t(`update.private.${now}`)}</p>
      <Form action={paths.endorsement.action(lang, token, 'updates')}>
        <input type="hidden" name="wanted" value={since === null ? 'yes' : 'no'} />
        <Actions>
          <Button kind="quiet">
            {t(since === null ? 'update.private.turnOn' : 'update.private.turnOff')}
          </Button>
        </Actions>
      </Form>
    </section>
  )
}
