// Every period that the product promises or that a text tells people of; src/i18n/limit-values.ts hands them to the
// messages. In milliseconds.

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/**
 * How long a link works whose holder proves an address: one to confirm a request, or to take over as the contact
 * person.
 */
export const proofLinkLifetime = 7 * day
/** How long before a request lapses whoever has not confirmed it is reminded, once. */
export const confirmReminderPeriod = day
/** How long before a statement closes one reminder goes out, to whoever has yet to act. */
export const deadlineReminderPeriod = 3 * day
/** Nobody is reminded sooner than this after they were written to, nor an address oftener. */
export const reminderGap = day
/** How long a request that was returned for changes waits for them. */
export const returnedLifetime = 30 * day
/**
 * How long a representative's contact data outlives a rejection, an expiry or a withdrawal, and a mail, a link or an
 * invitation its end.
 */
export const contactRetention = 30 * day

/** A copy of the lists is read no more once it is older: as of a restored folder, too many may have left since. */
export const lastGoodLifetime = 7 * day

/** How long a rejection or a return can be taken back. Its mail waits as long. */
export const undoPeriod = minute

/** How long a moderator's claim of a request counts, so that nobody has to clean up after a colleague. */
export const claimPeriod = 24 * hour

/** How long a link to the private page works. People look for a mail again long after it came. */
export const privateLinkLifetime = 365 * day

/** How long a link works that does what cannot be undone: it goes to the address on file when it is asked for. */
export const oneHourLinkLifetime = hour

/** How long the address on file can stop a change of the contact person that a moderator put forward. */
export const contactObjectionPeriod = 72 * hour

/** How long an invitation holds; `device` is for one's own second device, and used at once. */
export const invitationPeriod = { join: 24 * hour, device: 15 * minute }

/** How long a session may rest, and how long it lasts at most. */
export const sessionIdleLimit = 30 * minute
export const longestSession = 12 * hour

/** How long a person has for making or showing a passkey. */
export const challengePeriod = 5 * minute
/** How long a shown passkey opens the pages that ask for a fresh one. */
export const freshPasskeyPeriod = 5 * minute

/** Who confirms sooner than this after asking is faster than most people are. */
export const fastConfirmation = 10 * second

/** The same ask again within this time is the same ask. */
export const sameAskPeriod = 10 * minute
/** How long a browser has for a proof of work, and how long a used one is remembered. */
export const proofLifetime = 30 * minute
/** How long what somebody sent by a form is kept for the page that answers it. */
export const sentFormLifetime = hour

/** How long somebody who joined, or joined anew with other passkeys, is no second person beside a colleague. */
export const newcomerPeriod = 24 * hour

/** How long no sweep may have run: after that the site is not ready, and the doctor says so. */
export const sweepMayRest = 5 * minute
/** How often moderators get their digest, and the time of which it tells. */
export const digestPeriod = 7 * day

/** How long the last mail to somebody whose data is erased may be owed: the provider has it by then, or never. */
export const lastMailPeriod = day

/** How long a link to the preview of a draft opens it. */
export const previewLifetime = 30 * day
/** How long what an administrator wrote is kept where it could not be saved. */
export const keptWritingLifetime = 7 * day

/** How long an address gets no mail after one did not arrive there; after that the next one is tried. */
export const unreachablePeriod = 30 * day
/** How long the id of a provider's event is kept: it sends one again for a day or two. */
export const deliveryEventPeriod = 7 * day
/** How long mail that is owed may wait, with none going, before operators and moderators are told. */
export const mailMayWait = 5 * minute
/** How long moderators’ webhook is tried with a call; after that it is no news. */
export const deskCallPeriod = day
/** How far the time of a signed call may be from ours, either way. */
export const signatureTolerance = 5 * minute
