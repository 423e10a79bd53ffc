import { createContext, useContext } from 'hono/jsx'
import { formatDay, formatMoment, formatMomentAndUtc, formatTime, type Language, utc } from '../i18n/index.ts'

/**
 * The time zone of whoever looks at a page, for all that stands in it: the desk's layout gives its moderator's, and
 * public pages, which are the same for everybody, have UTC.
 */
const TimeZone = createContext(utc)

export const InTimeZone = TimeZone.Provider

/** For a moment within a text or an attribute, which cannot be a component. */
export const useTimeZone = (): string => useContext(TimeZone)

const forms = { moment: formatMoment, 'with UTC': formatMomentAndUtc, time: formatTime, day: formatDay }

type MomentProps = { lang: Language; at: Date; as?: keyof typeof forms }

/** A moment as its reader's clocks show it: to the minute, or as said. Machines get it in UTC. */
export const Moment = ({ lang, at, as = 'moment' }: MomentProps) => (
  <time datetime={at.toISOString()}>{forms[as](lang, at, useTimeZone())}</time>
)

/** A sentence in which a moment stands: `text` has `{moment}` where it belongs. */
export function MomentIn({ text, ...moment }: MomentProps & { text: string }) {
  const [before, after] = text.split('{moment}')
  return (
    <>
      {before}
      <Moment {...moment} />
      {after}
    </>
  )
}
