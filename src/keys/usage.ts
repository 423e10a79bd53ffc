/** Why a command did nothing, in words for the operator. */
export class KeysError extends Error {}

/** What `npm run keys` can do. */
export const usage = `npm run keys -- status
npm run keys -- rotate
npm run keys -- retire [--now]

A key of CONTACT_KEY is changed in four steps, while the product serves:
1. Set CONTACT_KEY to both, the old key and a new one, in any order, and restart or deploy everywhere.
2. \`rotate\` makes the new one current, and seals and looks up everything anew. Interrupted, it goes on when run again.
3. A day later \`retire\` makes sure that nothing is left under the old one. With --now it does not wait for that day: for a
   key that somebody has stolen. Counts of the mails that an address has had today may begin anew by it.
4. Set CONTACT_KEY to the new one alone, and restart or deploy everywhere. The old one opens older backups and nothing else.

DATABASE_URL, PUBLIC_URL and CONTACT_KEY are needed, as the product has them.`
