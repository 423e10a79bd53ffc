import { expect, it } from 'vitest'
import { boxFault, momentField, type TimesView } from '../../../../src/moderation/statements/times-view.ts'

const stored = new Date('2040-01-02T03:04:00Z')
const view = (changes: Partial<TimesView>) =>
  ({ said: 'in_the_past', times: { timeZone: 'UTC' }, ...changes }) as TimesView

it('keeps a moment that was refused in its field, with what is wrong with it, and no other', () => {
  const typed = { field: 'publish_at', value: '2001-02-03T04:05' } as const
  expect(momentField('en', view({ typed }), 'publish_at', stored)).toEqual({
    value: typed.value,
    error: 'Nothing was changed: that time has passed.',
  })
  const other = { value: '2040-01-02T03:04', error: undefined }
  expect(momentField('en', view({ typed }), 'closes_at', stored)).toEqual(other)
  expect(momentField('en', view({}), 'publish_at', stored)).toEqual(other)
})

it('says at the box of the form that was sent without it, and at no other', () => {
  const unticked = view({ said: 'unticked', unticked: 'publish' })
  expect(boxFault('en', unticked, 'publish')).toBe(
    'Nothing was changed: the box beside the button has to be ticked.',
  )
  expect(boxFault('en', unticked, 'new-address')).toBeUndefined()
  expect(boxFault('en', view({ unticked: 'publish' }), 'publish')).toBeUndefined()
})
