import { renderApproved } from '../../../emails/approved.tsx'
import { renderChangesRequested } from '../../../emails/changes-requested.tsx'
import { renderCorrected } from '../../../emails/corrected.tsx'
import { renderRejected } from '../../../emails/rejected.tsx'
import { renderReopened } from '../../../emails/reopened.tsx'
import { renderRestored } from '../../../emails/restored.tsx'
import { renderWithdrawn } from '../../../emails/withdrawn.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { DecisionMail } from '../../domain/moderation.ts'
import type { Message } from '../../mail/mailer.ts'
import { requestFacts } from '../../mail/request-facts.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'

type About = {
  endorsement: Endorsement
  title: Title
  privateUrl: string
  /** The moderator's reason or question, where the decision has one; of a restoration the reason of the withdrawal. */
  text: string
  /** It stands or stood on the public list. */
  listed: boolean
}

/** The mail of a decision: what the desk shows before it is made is what goes out. */
export function composeDecisionMail(
  kind: DecisionMail,
  { config }: Pick<Deps, 'config'>,
  { endorsement, title, privateUrl, text, listed }: About,
): Omit<Message, 'to'> {
  const { id, language, statement } = endorsement
  const common = { ...requestFacts(endorsement, title), privateUrl }
  const pageUrl = config.publicUrl + paths.list.signatory(language, statement, id)
  switch (kind) {
    case 'approved':
      return renderApproved({ ...common, pageUrl })
    case 'restored':
      return renderRestored({ ...common, pageUrl, reason: text })
    case 'rejected':
      return renderRejected({ ...common, reason: text })
    case 'changes-requested':
      return renderChangesRequested({ ...common, question: text })
    case 'reopened':
      return renderReopened(common)
    case 'corrected':
      return renderCorrected(common)
    case 'withdrawn':
      return renderWithdrawn({ ...common, reason: text, listed })
  }
}
