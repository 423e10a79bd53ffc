import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { Form, TextField } from './fields.tsx'
import { Actions, Button } from './parts.tsx'
import { Trap } from './trap.tsx'

/** Asks for fresh links to whatever an address has with us: the one form for all who have lost one. */
export function LostLinkForm({ lang, email, error }: { lang: Language; email?: string; error?: string }) {
  const t = translator(lang)
  return (
    <Form action={paths.endorsement.lostLink(lang)}>
      <TextField
        name="email"
        label={t('field.email')}
        type="email"
        inputmode="email"
        autocomplete="email"
        value={email}
        error={error}
        required
      />
      <Trap lang={lang} />
      <Actions>
        <Button>{t('link.lost.submit')}</Button>
      </Actions>
    </Form>
  )
}
