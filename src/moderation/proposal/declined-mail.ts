import { renderProposalDeclined } from '../../../emails/proposal-declined.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { Message } from '../../mail/mailer.ts'
import { requestFacts } from '../../mail/request-facts.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import type { RequestView } from '../request/request-view.ts'

type About = { endorsement: Endorsement; title: Title; privateUrl: string; text: string }

/** The mail with the reason: what the desk shows before it is sent is what goes out. */
export const composeDeclined = ({ endorsement, title, privateUrl, text }: About): Omit<Message, 'to'> =>
  renderProposalDeclined({
    ...requestFacts(endorsement, title),
    privateUrl,
    reason: text,
  })

/** The same as it would go out now: only the link's secret part is not in it. */
export const previewDeclined = (
  { config }: Pick<Deps, 'config'>,
  { endorsement, mailTitle }: Pick<RequestView, 'endorsement' | 'mailTitle'>,
  text: string,
): Omit<Message, 'to'> =>
  composeDeclined({
    endorsement,
    title: mailTitle,
    privateUrl: config.publicUrl + paths.endorsement.privatePage(endorsement.language, '…'),
    text,
  })
