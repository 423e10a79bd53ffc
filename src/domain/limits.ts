// How much is allowed, and how many: the limits of the product. Lengths are in characters. Periods stand in
// durations.ts, what holds up a flood of forms in flood-limits.ts. What texts tell people of goes to the messages by
// src/i18n/limit-values.ts.

/** Mails a day that requests from strangers may cause to one address, unless the configuration says otherwise. */
export const asksPerAddress = 3
/** Requests a second that Resend takes of one team, unless the configuration says otherwise. */
export const mailsPerSecond = 2
/**
 * Mails of fresh links, to whoever lost theirs, and confirm links sent again, a day for one address, unless the
 * configuration says otherwise.
 */
export const freshLinksPerAddress = 3
/**
 * How often a day "this was not us" gives an address its allowances back: a mail scanner that presses the button must
 * not renew them again and again.
 */
export const renewalsADay = 1
/** How many organisations one mail of fresh links may name: those that the address asked for last. */
export const mostFreshLinks = 20
/** How often one request may be put right before it is confirmed. */
export const revisionsInAll = 20

/** Rows whose evidence a page of the queue weighs anew before it shows them: few, as it opens in a moment. */
export const mostWeighedOnPage = 8
/** The same for a look at requests that are picked out by evidence: about a second's work. */
export const mostWeighedInBulk = 50
/** The same for a sweep: some seconds' work, which the mails of the next one wait for. */
export const mostWeighedBySweep = 200

/** The name of an organisation, of a person, of a role. */
export const longestName = 200
/** Names in further languages of one organisation; the schema's CHECK says the same. */
export const mostNames = 40
/**
 * A person's title or position, and where they work. The schema's CHECKs say the same
 * (drizzle/0025_statements_of_the_desk.sql).
 */
export const longestPersonTitle = 120
export const longestAffiliation = 200
export const longestWebsite = 500
export const longestComment = 280
/** RFC 5321, 4.5.3.1.3, without the brackets. */
export const longestEmail = 254
/** Of what stands before the @: RFC 5321, 4.5.3.1.1. */
export const longestMailboxName = 64
/** What is searched for, on the list, in the queue and in the log. */
export const longestSearch = 200
/** A moderator's reason, question or note. */
export const longestModeratorText = 2000

/** The body of a form, in bytes. */
export const largestForm = 64 * 1024
/** Rows of the moderation log in one file. */
export const mostExported = 100_000

/** How often one request may be amended: each time, whatever a moderator is just looking at goes stale. */
export const amendmentsAnHour = 5
export const amendmentsInAll = 20

/** How often a day the representative's own name and role may be changed. */
export const personChangesADay = 20
/** One-hour links a day to one address about one endorsement. */
export const oneHourLinksADay = 5

/** Messages a day that moderators may write to one representative, beside what decisions mail. */
export const messagesADay = 5

/** Requests that are rejected together at most: about a quarter of a minute's work. */
export const mostAtOnce = 1000
/** How many of the requests that such a rejection left out its page names: their ids stand in its URL. */
export const mostNamedLeftOut = 100
/** Of a longer history a request's page shows the newest part. */
export const mostHistory = 200

/** A text of a statement written at the desk, and its title and addressees. */
export const longestStatementText = 60_000
export const longestTitle = 300
export const longestAddressees = 4000
/** Languages of one statement, and founding signatories. */
export const mostTexts = 40
export const mostFounders = 300
/** The body of a form with all of a statement's texts, in bytes. */
export const largestWriting = 4 * 1024 * 1024
/** Of one administrator: what was sent and could not be taken. */
export const mostKeptWritings = 20

/** How often a minute the provider is asked what became of a mail: it limits requests a second, and mails go first. */
export const pollsAMinute = 10
/** The body of a provider's event, in bytes. */
export const largestEvent = 64 * 1024
