/** Why a command did nothing, in words for the operator. */
export class PrivacyError extends Error {}

/** What `npm run privacy` can do. */
export const usage = `npm run privacy -- report
npm run privacy -- erase <email> --dry-run
npm run privacy -- erase <email> --yes

\`report\` counts what is held about people, by kind and age. It names nobody.

\`erase\` does what a letter to the operator asks: requests of the address that wait end, whoever typed it there; listed
organisations stay; name, role, address, everything written about the person, links, mails that have not gone and what a
form sent are erased. Nothing brings them back. The log gets an entry without the address. --dry-run says what it would do.

In production, DATABASE_URL and PUBLIC_URL are needed, as the product has them, and for \`erase\` CONTACT_KEY.`
