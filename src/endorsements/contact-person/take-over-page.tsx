import type { Endorsement } from '../../domain/endorsement.ts'
import { isPerson } from '../../domain/organisation.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { ContactChange } from '../../storage/contact-changes.ts'
import type { Contact } from '../../storage/contacts.ts'
import type { Title } from '../../storage/statements.ts'
import { Checkbox, ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Facts, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { PublicDetails } from '../details.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { isInRound, type PageAddress } from '../notice.tsx'
import { Effects } from '../one-hour/effects-list.tsx'
import { previewCaption } from '../preview-caption.ts'

/** What the page says of a press that did nothing. They are words of its addresses. */
export const takeOverSayings = ['unticked', 'busy', 'waiting'] as const
export type TakeOverSaying = (typeof takeOverSayings)[number]

type TakeOverPage = {
  endorsement: Endorsement
  change: ContactChange
  title: Title
  token: string
  said: TakeOverSaying | undefined
  /** The box for news was ticked before. */
  wantsUpdates: boolean
}

/**
 * For the new contact person: of which organisation, what is kept of them, a box and a button. Opening it does nothing.
 */
export function renderTakeOverPage(
  address: PageAddress,
  { endorsement, change, title, token, said, wantsUpdates }: TakeOverPage,
): string {
  const { lang } = address
  const isModerators = change.proposedBy !== null
  const t = wordsFor(lang, endorsement)
  const heading = t('contact.takeOver.title')
  const unticked = said === 'unticked' ? t('hour.unticked') : undefined
  const problems = t('form.problems', { count: 1 })
  return renderSite({
    lang,
    title: unticked ? `${problems} — ${heading}` : heading,
    path: address.path,
    placeOf: address.placeOf,
    children: (
      <>
        <StatementMasthead
          lang={lang}
          slug={endorsement.statement}
          title={title}
          heading={heading}
          lead={t(isModerators ? 'contact.takeOver.leadModerator' : 'contact.takeOver.lead')}
        />
        <ErrorSummary title={problems} errors={unticked ? [{ field: 'agreed', message: unticked }] : []} />
        <InTheWay lang={lang} said={said} />
        <PublicDetails
          lang={lang}
          endorsement={endorsement}
          caption={t(previewCaption(endorsement, isInRound(address)))}
        />
        <NewContact lang={lang} endorsement={endorsement} contact={change.contact} />
        <Effects
          heading={t('contact.effects')}
          effects={[
            ...(isModerators ? [t('contact.takeOver.effect.waits')] : []),
            t('contact.takeOver.effect.reached'),
            t('contact.takeOver.effect.links'),
            t('contact.takeOver.effect.kept'),
          ]}
        />
        <section class="section">
          <p>{t('contact.takeOver.notYou')}</p>
          <Form action={paths.endorsement.action(lang, token, 'take-over')}>
            <Checkbox
              name="updates"
              label={t('update.box')}
              hint={t('update.box.hint')}
              checked={wantsUpdates}
            />
            <Checkbox name="agreed" label={t('contact.takeOver.box')} error={unticked} required />
            <Actions>
              <Button>{t('contact.takeOver.submit')}</Button>
            </Actions>
          </Form>
        </section>
      </>
    ),
  })
}

function InTheWay({ lang, said }: { lang: Language; said: TakeOverSaying | undefined }) {
  if (said === undefined || said === 'unticked') return null
  const t = translator(lang)
  return (
    <Notice kind="stop">
      <p>{t(said === 'busy' ? 'private.said.busy' : 'contact.takeOver.waiting')}</p>
    </Notice>
  )
}

/** What somebody typed of them, as it will be kept. */
function NewContact(props: { lang: Language; endorsement: Endorsement; contact: Contact }) {
  const { lang, endorsement, contact } = props
  const t = wordsFor(lang, endorsement)
  return (
    <section class="section">
      <h2>{t('contact.takeOver.kept')}</h2>
      <Facts
        items={[
          ...(isPerson(endorsement.organisation)
            ? []
            : [
                { label: t('field.new_representative'), value: contact.representative, verbatim: true },
                { label: t('field.new_role'), value: contact.role },
              ]),
          { label: t('field.new_email'), value: contact.email, verbatim: true },
        ]}
      />
    </section>
  )
}
