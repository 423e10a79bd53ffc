import { type Language, translator } from '../../i18n/index.ts'

const codes = {
  reject: [
    'not-verified',
    'not-an-organisation',
    'not-authorised',
    'outside-criteria',
    'duplicate',
    'abuse',
    'own',
  ],
  return: ['wrong-name', 'missing-website', 'which-organisation', 'own'],
  withdraw: ['asked-by-organisation', 'not-authorised', 'not-an-organisation', 'outside-criteria', 'own'],
} as const

/** Decisions that are explained to the representative. */
export type Explaining = keyof typeof codes
export type ReasonCode = (typeof codes)[Explaining][number]
export const reasonCodes: readonly ReasonCode[] = Object.values(codes).flat()

/** A reason to start from; its text, in the representative's language, is there to be edited. Null: own words. */
type CannedReason = { code: ReasonCode; text: string | null }

/** In the order in which they are offered; their labels are `reason.<code>.label` of the desk's language. */
export function cannedReasonsFor(action: Explaining, lang: Language): CannedReason[] {
  const t = translator(lang)
  return codes[action].map(code => ({ code, text: code === 'own' ? null : t(`reason.${code}.text`) }))
}

export const isCannedReason = (action: Explaining, code: string): code is ReasonCode =>
  codes[action].some(candidate => candidate === code)
