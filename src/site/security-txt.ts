import { day } from '../domain/durations.ts'
import { languages } from '../domain/language.ts'
import { paths } from '../paths.ts'

/** RFC 9116. It expires within a year, at a midnight in UTC, so that it is the same file all day. */
export function securityText(publicUrl: string, contact: string, now: Date): string {
  const today = Math.floor(now.getTime() / day)
  return [
    `Contact: ${contact}`,
    `Expires: ${new Date((today + 365) * day).toISOString()}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${publicUrl}${paths.site.securityTxt}`,
    '',
  ].join('\n')
}
