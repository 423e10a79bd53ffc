import { day, hour, minute } from '../domain/durations.ts'
import { type Language, translator } from '../i18n/index.ts'

/** How long something took or waits, in milliseconds, in its largest whole unit; hours up to two days. */
export function ageInWords(lang: Language, age: number): string {
  const t = translator(lang)
  if (age < hour) return t('queue.age.minutes', { count: Math.floor(age / minute) })
  if (age < 2 * day) return t('queue.age.hours', { count: Math.floor(age / hour) })
  return t('queue.age.days', { count: Math.floor(age / day) })
}
