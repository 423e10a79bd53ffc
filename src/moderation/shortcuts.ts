import type { ModeratorAction } from '../domain/actions.ts'

/** Every key of the desk, in the order in which the help lists them; `desk.keys.<key>` says what it does. */
export const deskKeys = ['j', 'k', 'e', 'a', 'r', 'c', 'f', 'w', 'o', 'n', '1-9', 'p', 'u', '/', '?'] as const
export type DeskKey = (typeof deskKeys)[number]

/**
 * The key that leads to an action's page. What is withdrawn is restored and what is rejected is reopened: never both.
 */
export const keyOfAction: Readonly<Record<ModeratorAction, DeskKey>> = {
  approve: 'a',
  reject: 'r',
  return: 'c',
  correct: 'f',
  withdraw: 'w',
  restore: 'o',
  reopen: 'o',
}
