import type { Endorsement } from '../../domain/endorsement.ts'
import type { SignerKind } from '../../domain/statement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import type { Contact } from '../../storage/contacts.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { WhoAsks } from '../ask/request-fields.tsx'
import type { Answered } from './confirm-sayings.ts'
import { typedRevision } from './revision-form.ts'

type ReviseProps = {
  lang: Language
  endorsement: Endorsement
  contact: Contact
  signers: readonly SignerKind[]
  action: string
  sent: Answered['revision']
}

/** The details as somebody typed them, to be put right before they are confirmed; open where they were just sent. */
export function ReviseForm({ lang, endorsement, contact, signers, action, sent }: ReviseProps) {
  const t = wordsFor(lang, endorsement)
  const typed = sent?.typed ?? typedRevision(endorsement, contact)
  const faults = sent?.faults ?? {}
  return (
    <details open={sent !== undefined}>
      <summary>{t('confirm.revise.title')}</summary>
      <p>{t('confirm.revise.text')}</p>
      <Form action={action}>
        <input type="hidden" name="action" value="revise" />
        <input type="hidden" name="revision" value={String(endorsement.revision)} />
        <WhoAsks lang={lang} typed={typed} faults={faults} signers={signers} />
        <Actions>
          <Button kind="quiet">{t('confirm.revise.submit')}</Button>
        </Actions>
      </Form>
    </details>
  )
}
