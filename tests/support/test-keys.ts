import { createHash } from 'node:crypto'

/** A key that looks random and is the same in every run: SHA-256 of a number. */
export const testKey = (number: number): Buffer => createHash('sha256').update(`test ${number}`).digest()

/** The same as a setting has it. */
export const keySetting = (number: number): string => testKey(number).toString('base64')
