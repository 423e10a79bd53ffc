import { utcDate } from './dates.ts'
import { day } from './durations.ts'
import { endOfDay, localTime, startOfDay } from './time-zones.ts'

/** How many days the desk's figures show. */
export const figureDays = 28
/** Days of arrivals that count as lately: today and yesterday, as a mail of the evening is read in the morning. */
export const lateDays = 2
/** Fewer requests of one provider than this are not shown: they could be told from each other. */
export const fewestShown = 5

/** The stages that a request passes, in order. */
export const stages = ['asked', 'confirmed', 'decided'] as const
export type Stage = (typeof stages)[number]

/** A day in somebody's time zone, YYYY-MM-DD, from its first moment to the next day's. */
export type FigureDay = { date: string; from: Date; until: Date }

/** The last days of a time zone up to today, oldest first. */
export function lastDays(now: Date, zone: string, count: number): FigureDay[] {
  const today = Date.parse(`${localTime(now, zone).date}T00:00Z`)
  return Array.from({ length: count }, (_, at) => {
    const date = utcDate(new Date(today - (count - 1 - at) * day))
    return { date, from: startOfDay(date, zone), until: endOfDay(date, zone) }
  })
}

/** Requests at a mail provider, of some days. */
export type Arrivals = { asked: number; confirmed: number }
export type ProviderArrivals = { provider: string; all: Arrivals; lately: Arrivals }

/**
 * Whether a provider seems to let our mails through no more: enough asked there lately, and fewer than half as many of
 * them confirmed as usual; usual is what its own earlier days say, or where they say too little all others of late.
 */
export function seemsBlocked({ all, lately }: Omit<ProviderArrivals, 'provider'>, others: Arrivals): boolean {
  if (lately.asked < fewestShown) return false
  const earlier = { asked: all.asked - lately.asked, confirmed: all.confirmed - lately.confirmed }
  const usual = earlier.asked >= fewestShown ? earlier : others
  return usual.asked >= fewestShown && 2 * confirmedRatio(lately) < confirmedRatio(usual)
}

/** From 0 to 1. */
const confirmedRatio = ({ asked, confirmed }: Arrivals): number => confirmed / asked

/** All together. */
export const sumOf = (arrivals: readonly Arrivals[]): Arrivals => ({
  asked: arrivals.reduce((sum, one) => sum + one.asked, 0),
  confirmed: arrivals.reduce((sum, one) => sum + one.confirmed, 0),
})
