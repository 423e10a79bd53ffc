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
    case 'endorsement_unknown':
    case 'already_signatory':
    case 'same_moderator':
    case 'own_withdrawal':
    case 'newcomer':
    case 'second_needed':
    case 'section_is_its_own':
    case 'not_moderator':
    case 'too_late':
    case 'withdrawn_by_representative':
    case 'founding':
    case 'claimed':
    case 'address_proved':
    case 'address_unproved':
    case 'same_address':
    case 'contact_change_waits':
    case 'messages_spent':
    case 'links_spent':
      throw new Error(`a representative takes no decision: ${error.reason}`)
  }
}
