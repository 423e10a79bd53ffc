import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { deceptionInWords } from '../../organisations/deception.ts'
import { paths } from '../../paths.ts'
import { Choice, languageOptions } from '../../ui/choice.tsx'
import { ErrorSummary, Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import type { InviteState } from './invite-form.ts'

/** The form by which an administrator invites a person. */
export function InviteFields({ lang, state: { typed, faults } }: { lang: Language; state: InviteState }) {
  const t = translator(lang)
  const message = (field: 'name' | 'email') => {
    const fault = faults[field]
    if (fault === 'deceptive') return deceptionInWords(lang, t(`team.${field}`), typed[field] ?? '')
    return fault && t(`team.${field}.${fault}` satisfies MessageKey)
  }
  const errors = (['name', 'email'] as const).flatMap(field => {
    const fault = message(field)
    return fault ? [{ field, message: fault }] : []
  })
  return (
    <>
      <ErrorSummary title={t('form.problems', { count: errors.length })} errors={errors} />
      <p>{t('team.invite.text')}</p>
      <Form action={paths.team.page}>
        <TextField
          name="name"
          label={t('team.name')}
          hint={t('team.name.hint')}
          value={typed.name}
          error={message('name')}
          autocomplete="off"
          spellcheck={false}
          required
        />
        <TextField
          name="email"
          label={t('team.email')}
          hint={t('team.email.hint')}
          value={typed.email}
          error={message('email')}
          type="email"
          inputmode="email"
          autocomplete="off"
          required
        />
        <Choice
          name="role"
          label={t('team.role')}
          hint={t('team.role.hint')}
          value={typed.role}
          options={(['moderator', 'administrator'] as const).map(role => ({
            value: role,
            label: t(`team.role.${role}`),
          }))}
        />
        <Choice
          name="language"
          label={t('team.language')}
          value={typed.language ?? lang}
          options={languageOptions}
        />
        <Actions>
          <Button>{t('team.invite.submit')}</Button>
        </Actions>
      </Form>
    </>
  )
}
