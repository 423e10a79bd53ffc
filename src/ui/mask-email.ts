/** "a•••@example.org": enough to see a typing error, too little to learn an address from. */
export const maskEmail = (email: string): string => email.replace(/^(.).*@/u, '$1•••@')
