import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { MomentInZone } from '../../ui/moment-in-zone.tsx'
import { OpeningText } from '../../ui/opening.tsx'
import type { StatementView } from '../statement-view.ts'
import { ExtensionLines } from './extension-lines.tsx'

/**
 * Beside the call to sign: until when that is possible, what the deadline means, how it was moved, and the final list.
 */
export function DeadlineNotes({ lang, view }: { lang: Language; view: StatementView }) {
  const { statement, openness } = view
  const t = translator(lang)
  const { slug, closesAt, lateSignatories, final } = statement
  if (closesAt === null) return null
  return (
    <>
      {openness === 'open' && (
        <>
          <p class="hint">
            <OpeningText lang={lang} openness={openness} period={statement} />.{' '}
            <a href={paths.statement.deadline(lang, slug)}>{t('deadline.calendar')}</a>
          </p>
          <p class="hint">{t('deadline.meaning')}</p>
          {lateSignatories && <p class="hint">{t('deadline.afterwards')}</p>}
        </>
      )}
      {openness === 'not-yet' && <DeadlineLine lang={lang} statement={statement} />}
      <ExtensionLines lang={lang} statement={statement} />
      {final && (
        <p class="hint">
          {t('final.frozen', { count: final.count })}{' '}
          <a href={paths.statement.final(lang, slug)}>{t('final.read')}</a>
        </p>
      )}
    </>
  )
}

/** Until when a statement can be signed, in a line of its own; nothing where it can for ever. */
export function DeadlineLine({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  if (statement.closesAt === null) return null
  return (
    <p class="hint">
      <MomentInZone
        lang={lang}
        text={translator(lang)('deadline.line', { moment: '{moment}' })}
        at={new Date(statement.closesAt)}
        zone={statement.timeZone}
      />
    </p>
  )
}
