/** Why a command did nothing, in words for the operator. */
export class MailCommandError extends Error {}

/** What `npm run mail` can do. */
export const usage = `npm run mail -- list
npm run mail -- retry <id>
npm run mail -- retry --all
npm run mail -- test <email>

\`list\` names the mails that wait for a person, by id, kind and the provider's code: no address and no name.

\`retry\` owes such a mail once more, under a new key, to the same address. The log gets an entry by the operator. With
\`--all\` it leaves out those to whose address an earlier mail did not arrive.

\`test\` sends one mail with the product's own settings, and says what the provider answers.

In production, \`list\` and \`retry\` need DATABASE_URL, PUBLIC_URL and, for \`retry\`, CONTACT_KEY; \`test\` needs MAIL_FROM and
RESEND_API_KEY or SMTP_URL, each as the product has it. Where none of these is set they work as \`npm start\` does,
in DATA_DIR.`
