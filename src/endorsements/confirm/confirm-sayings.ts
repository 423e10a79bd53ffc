import type { SentForm } from '../sent-form.ts'

/** What the page behind a link says of the form that led to it. They are words of its addresses. */
export const confirmSayings = [
  'done',
  'unticked',
  'changed',
  'saved',
  'stopped',
  'sent',
  'capped',
  'later',
] as const
export type ConfirmSaying = (typeof confirmSayings)[number]

/** A form that was sent: what became of it, and its fields where they come back. */
export type Answered = {
  said?: ConfirmSaying | undefined
  revision?: Extract<SentForm, { kind: 'revise' }> | undefined
}
