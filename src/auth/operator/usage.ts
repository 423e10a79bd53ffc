/** What `npm run moderator` can do. */
export const usage = `npm run moderator -- invite <email> --name "…" [--role moderator|administrator] [--lang en|be|ru]
npm run moderator -- invite --passkeys-lost <id>
npm run moderator -- list
npm run moderator -- suspend <id>

\`invite\` prints a link that works once, within 24 hours, for the first passkey. Hand it over by a channel you
trust. The very first person becomes an administrator unless --role says otherwise. With --passkeys-lost it is a
fresh link for somebody of the list: the passkeys and sessions that they have end.

In production, DATABASE_URL and PUBLIC_URL are needed, as the product has them, and no key. Names are sealed:
they are in the browser, on the team's page, and in \`list\` only where CONTACT_KEY is. With it an e-mail address
does where an id is asked for.`
