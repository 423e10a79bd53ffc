import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import type { AskedPurpose } from '../one-hour/one-hour-actions.ts'

/** A button that sends a link to the address on file: the page's own link may be old, and in other hands. */
export function SendLink({ lang, token, purpose }: { lang: Language; token: string; purpose: AskedPurpose }) {
  return (
    <Form action={paths.endorsement.action(lang, token, 'send-link')}>
      <input type="hidden" name="purpose" value={purpose} />
      <Actions>
        <Button kind="quiet">{translator(lang)(`private.${purpose}.sendLink`)}</Button>
      </Actions>
    </Form>
  )
}
