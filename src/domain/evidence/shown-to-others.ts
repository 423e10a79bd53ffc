import type { Endorsement } from '../endorsement.ts'
import { namesInOrder, signerOf } from '../organisation.ts'

/**
 * What of an endorsement can speak against others: its names and website, as a signatory's, a rival's, or those of
 * somebody who was rejected. Where it stays the same, the evidence of no other request has changed. Null: nothing.
 */
export function shownToOthers({
  status,
  organisation,
}: Pick<Endorsement, 'status' | 'organisation'>): string | null {
  const standing = standingOf(status)
  if (standing === null) return null
  const { name, names, website } = organisation
  const signer = Object.values(signerOf(organisation))
  return JSON.stringify([standing, name, namesInOrder(names), website, ...signer])
}

function standingOf(status: Endorsement['status']): 'signatory' | 'rival' | 'rejected' | null {
  switch (status) {
    case 'confirmed':
    case 'returned':
      return 'rival'
    case 'approved':
      return 'signatory'
    case 'rejected':
      return 'rejected'
    // Anybody could have typed the name, or nobody stands by it any more.
    case 'requested':
    case 'expired':
    case 'withdrawn':
      return null
  }
}
