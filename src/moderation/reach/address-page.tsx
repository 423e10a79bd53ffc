import { translator } from '../../i18n/index.ts'
import { TextArea, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { Back, DecisionForm, type DecisionProps, renderDecision } from '../request/decision-frame.tsx'
import { type AddressFaults, doubtOf, type TypedAddress } from './address-form.ts'

type AddressProps = DecisionProps & { typed: TypedAddress; faults: AddressFaults }

/** Another address in the place of one that nobody has proved, and why. */
export function renderAddressPage(page: AddressProps): string {
  const { signedIn, view, query, typed, faults } = page
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  // What the page asks about now; sent again as it stands, it is right.
  const checked = doubtOf(typed) === null ? typed.checked : typed.email
  return renderDecision({
    ...page,
    action: 'address',
    errors: (['email', 'words'] as const).flatMap(field => {
      const message = faults[field]
      return message === undefined ? [] : [{ field, message }]
    }),
    children: (
      <DecisionForm view={view} action="address" query={query}>
        <TextField
          name="email"
          label={t('reach.address.new')}
          hint={
            <>
              {t('reach.address.now')} <bdi translate="no">{view.contact?.email}</bdi>
            </>
          }
          value={typed.email}
          error={faults.email}
          type="email"
          inputmode="email"
          autocomplete="off"
          required
        />
        {checked !== '' && <input type="hidden" name="email_checked" value={checked} />}
        <TextArea
          name="words"
          label={t('desk.address.words')}
          hint={t('reach.address.words.hint')}
          value={typed.words}
          error={faults.words}
          rows={3}
          required
        />
        <Actions>
          <Button>{t('desk.address.submit')}</Button>
          <Back lang={lang} view={view} query={query} />
        </Actions>
      </DecisionForm>
    ),
  })
}
