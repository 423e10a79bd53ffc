import { renderModeratorWrites } from '../../../emails/moderator-writes.tsx'
import type { Deps } from '../../deps.ts'
import { type Endorsement, isUndecided } from '../../domain/endorsement.ts'
import type { Message } from '../../mail/mailer.ts'
import { requestFacts } from '../../mail/request-facts.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import type { RequestView } from '../request/request-view.ts'

type About = { endorsement: Endorsement; title: Title; privateUrl: string; text: string }

/** The mail with a moderator's message: what the desk shows before it is sent is what goes out. */
export const composeMessage = ({ endorsement, title, privateUrl, text }: About): Omit<Message, 'to'> =>
  renderModeratorWrites({
    ...requestFacts(endorsement, title),
    privateUrl,
    message: text,
    isWaiting: isUndecided(endorsement.status),
  })

/** The same as it would go out now: only the link's secret part is not in it. */
export const previewMessage = (
  { config }: Pick<Deps, 'config'>,
  { endorsement, mailTitle }: Pick<RequestView, 'endorsement' | 'mailTitle'>,
  text: string,
): Omit<Message, 'to'> =>
  composeMessage({
    endorsement,
    title: mailTitle,
    privateUrl: config.publicUrl + paths.endorsement.privatePage(endorsement.language, '…'),
    text,
  })
