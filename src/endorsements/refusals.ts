import type { AmendError } from './private-page/amend.ts'

/** What a representative's page says beside how the request stands. Each is a message: `amend.<notice>`. */
export type RefusalNotice = 'same' | 'changed' | 'busy' | 'often' | 'spent'

/**
 * What a representative learns of a refusal; null where the page that opens says it all. A new reason does not compile
 * until it has an answer.
 */
export function noticeOfRefusal(error: AmendError): RefusalNotice | null {
  switch (error.reason) {
    case 'nothing_changed':
      return 'same'
    case 'changed_meanwhile':
    case 'wrong_status':
    case 'one_hour_link_needed':
    case 'version_changed':
    case 'founding':
      return 'changed'
    case 'busy':
      return 'busy'
    case 'too_many':
      return error.within === 'hour' ? 'often' : 'spent'
    case 'link_unknown':
    case 'link_expired':
    case 'link_used':
    case 'already_waiting':
    case 'contact_erased':
    case 'signed_already':
    case 'domain_spent':
      return null
  }
}
