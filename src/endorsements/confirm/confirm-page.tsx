import type { Endorsement } from '../../domain/endorsement.ts'
import { revisionsInAll } from '../../domain/limits.ts'
import { kindOf } from '../../domain/organisation.ts'
import type { SignerKind } from '../../domain/statement.ts'
import { translator } from '../../i18n/index.ts'
import { summaryOf } from '../../organisations/fieldset.tsx'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Contact } from '../../storage/contacts.ts'
import type { Title } from '../../storage/statements.ts'
import { Split } from '../../ui/columns.tsx'
import { Checkbox, ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { foreignMarks, renderSite } from '../../ui/site-layout.tsx'
import { PrivateDetails, PublicDetails } from '../details.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { Disown, isInRound, NextSteps, type PageAddress } from '../notice.tsx'
import type { Answered } from './confirm-sayings.ts'
import { ReviseForm } from './revise-form.tsx'
import { revisionFields } from './revision-form.ts'

type ConfirmView = Answered & {
  endorsement: Endorsement
  contact: Contact
  signers: readonly SignerKind[]
  title: Title
  token: string
  wantsUpdates: boolean
}

/** What will be published, what never will, the box and the button; and below, "this was not us". */
export function renderConfirmPage(
  address: PageAddress,
  { endorsement, contact, signers, title, token, wantsUpdates, said, revision: sent }: ConfirmView,
): string {
  const { lang } = address
  const t = wordsFor(lang, endorsement)
  const { statement, version, revision, nameWithheld } = endorsement
  const action = paths.endorsement.confirm(lang, token)
  const unticked = said === 'unticked' ? t('confirm.box.required') : undefined
  const errors = unticked
    ? [{ field: 'confirm', message: unticked }]
    : summaryOf(lang, revisionFields, { typed: sent?.typed ?? {}, faults: sent?.faults ?? {} })
  const problems = t('form.problems', { count: errors.length })
  const heading = t('confirm.title')
  return renderSite({
    lang,
    title: errors.length > 0 ? `${problems} — ${heading}` : heading,
    path: address.path,
    placeOf: address.placeOf,
    children: (
      <>
        <StatementMasthead
          lang={lang}
          slug={statement}
          title={title}
          heading={heading}
          lead={t('confirm.lead')}
        />
        <Split
          side={
            <NextSteps
              lang={lang}
              at={1}
              kind={kindOf(endorsement.organisation)}
              withheld={nameWithheld}
              isPrivate={isInRound(address)}
            />
          }
        >
          <ErrorSummary title={problems} errors={errors} />
          <Outcome lang={lang} said={said} revision={sent} />
          <PublicDetails lang={lang} endorsement={endorsement} caption={t('confirm.preview')} />
          <PrivateDetails
            lang={lang}
            endorsement={endorsement}
            contact={contact}
            wantsUpdates={wantsUpdates}
          />
          <ReviseForm
            lang={lang}
            endorsement={endorsement}
            contact={contact}
            signers={signers}
            action={action}
            sent={sent}
          />
          <section class="section">
            <h2>{t('confirm.signs')}</h2>
            <p>
              <cite {...foreignMarks(title, lang)}>{title.title}</cite>, {t('confirm.version', { version })}
            </p>
            <Form action={action}>
              <input type="hidden" name="action" value="confirm" />
              <input type="hidden" name="revision" value={String(revision)} />
              <Checkbox
                name="confirm"
                label={t(nameWithheld ? 'withheld.box' : 'confirm.box')}
                error={unticked}
                required
              />
              <Actions>
                <Button>{t('confirm.submit')}</Button>
              </Actions>
            </Form>
          </section>
          <Disown lang={lang} action={action} />
        </Split>
      </>
    ),
  })
}

/** What became of a form that was just sent, where no field says it. */
function Outcome({ lang, said, revision }: Answered & { lang: PageAddress['lang'] }) {
  const t = translator(lang)
  if (said === 'saved') {
    return (
      <Notice kind="done">
        <p>{t('confirm.saved')}</p>
      </Notice>
    )
  }
  if (said !== 'changed' && said !== 'later' && (!revision || revision.outcome === 'faulty')) return null
  return (
    <Notice kind="stop">
      <p>
        {revision?.outcome === 'spent'
          ? t('confirm.spent', { count: revisionsInAll })
          : t(said === 'later' ? 'confirm.later' : 'confirm.changed')}
      </p>
    </Notice>
  )
}
