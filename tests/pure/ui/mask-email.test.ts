import { expect, it } from 'vitest'
import { maskEmail } from '../../../src/ui/mask-email.ts'

it.each([
  ['ona@example.org', 'o•••@example.org'],
  ['o@example.org', 'o•••@example.org'],
  ['😀na@example.org', '😀•••@example.org'],
])('maskEmail shows the first letter and the host of %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})
