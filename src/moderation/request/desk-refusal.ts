import type { DeskError } from '../../domain/endorsement.ts'

/** What a moderator learns of a refusal that the request's page explains: `desk.refused.<refusal>`. */
type ExplainedRefusal =
  | 'changed'
  | 'second_needed'
  | 'section_is_its_own'
  | 'already_signatory'
  | 'already_waiting'
  | 'same_moderator'
  | 'own_withdrawal'
  | 'newcomer'
  | 'too_late'
  | 'contact_erased'
  | 'withdrawn_by_representative'
  | 'founding'
  | 'claimed'
  | 'address_proved'
  | 'address_unproved'
  | 'same_address'
  | 'contact_change_waits'
  | 'messages_spent'
  | 'links_spent'

/** All that a refusal comes to at the desk: an explanation, no such request, or nobody who may decide. */
type DeskRefusal = ExplainedRefusal | 'unknown' | 'signed_out'

/** Every refusal of the domain as the desk tells it, on a request's page and for each of a bulk rejection. */
export function deskRefusal(error: DeskError): DeskRefusal {
  switch (error.reason) {
    case 'changed_meanwhile':
    case 'wrong_status':
      return 'changed'
    case 'second_needed':
    case 'section_is_its_own':
    case 'already_signatory':
    case 'already_waiting':
    case 'same_moderator':
    case 'own_withdrawal':
    case 'newcomer':
    case 'too_late':
    case 'contact_erased':
    case 'withdrawn_by_representative':
    case 'founding':
    case 'claimed':
    case 'address_proved':
    case 'address_unproved':
    case 'same_address':
    case 'contact_change_waits':
    case 'messages_spent':
    case 'links_spent':
      return error.reason
    case 'endorsement_unknown':
      return 'unknown'
    case 'not_moderator':
      return 'signed_out'
  }
}
