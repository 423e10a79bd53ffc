/**
 * What a form carries of what its page showed as proposed, so that nobody decides on another: a proposal, also to
 * publish a draft, in the field `proposal`, a change of the contact in `contactChange`. Empty: there was none.
 */
export const stampOf = (shown: { readonly proposedAt: Date } | null): string =>
  shown ? String(shown.proposedAt.getTime()) : ''
