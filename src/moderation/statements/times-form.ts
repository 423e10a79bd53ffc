import * as z from 'zod'
import { localTime, momentTyped } from '../../domain/time-zones.ts'
import { positiveNumber } from '../../organisations/form.ts'
import type { TimesCommand } from './change-times.ts'

const shownVersion = positiveNumber
const typedMoment = z.string().trim().default('')

const form = z.discriminatedUnion('action', [
  z.object({ action: z.literal('new-address'), sure: z.literal('yes') }),
  z.object({ action: z.literal('publish'), version: shownVersion, sure: z.literal('yes') }),
  z.object({ action: z.literal('schedule'), publish_at: typedMoment }),
  z.object({ action: z.literal('unschedule') }),
  z.object({ action: z.literal('extend'), closes_at: typedMoment, shown: z.string().max(40).default('') }),
  z.object({ action: z.literal('late'), allowed: z.literal('yes').optional() }),
  z.object({ action: z.literal('sign-for-founders'), version: shownVersion, sure: z.literal('yes') }),
])

/** Why a form was not understood. */
export type FormFault = 'unticked' | 'moment'

/** What the page's form asks for; its times are those of the statement's zone. */
export function readTimesForm(body: unknown, zone: string): TimesCommand | FormFault {
  const read = form.safeParse(body)
  if (!read.success) return 'unticked'
  const { data } = read
  switch (data.action) {
    case 'new-address':
      return { action: data.action }
    case 'publish':
    case 'sign-for-founders':
      return { action: data.action, shownVersion: data.version }
    case 'unschedule':
      return { action: 'schedule', publishAt: null }
    case 'schedule': {
      const publishAt = momentTyped(data.publish_at, zone, 'first')
      return publishAt === null ? 'moment' : { action: 'schedule', publishAt }
    }
    case 'extend': {
      // Of an hour that comes twice the later one: nobody is late who was told that hour.
      const to = momentTyped(data.closes_at, zone, 'last')
      return to === null ? 'moment' : { action: 'extend', to, shownClosesAt: data.shown }
    }
    case 'late':
      return { action: 'late', allowed: data.allowed === 'yes' }
  }
}

/** A moment as a browser's field takes it, on the clocks of a zone. */
export function fieldValue(at: Date | null, zone: string): string {
  if (at === null) return ''
  const { date, time } = localTime(at, zone)
  return `${date}T${time.slice(0, 5)}`
}
