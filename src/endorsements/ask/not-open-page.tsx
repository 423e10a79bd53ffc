import { translator } from '../../i18n/index.ts'
import { amendFields } from '../../organisations/form.ts'
import { wordsForAny } from '../../organisations/words-for.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { OpeningText } from '../../ui/opening.tsx'
import { Back, type PageAddress, renderNotice } from '../notice.tsx'
import { TypedFacts } from '../typed-facts.tsx'
import type { Typed } from './request-form.ts'

const fieldsToKeep = [...amendFields, 'representative', 'role', 'email'] as const

/** In address of the form before a statement opens and after it closes; what somebody typed meanwhile is not lost. */
export function renderNotOpen(
  address: PageAddress,
  statement: PublicStatement,
  stands: 'not-yet' | 'closed',
  typed: Typed,
): string {
  const { lang } = address
  const t = translator(lang)
  return renderNotice(address, {
    kind: 'info',
    title: t(stands === 'closed' ? 'opening.closed.title' : 'opening.notYet.title'),
    children: (
      <>
        <p>
          <OpeningText
            lang={lang}
            openness={stands}
            period={statement}
            words={wordsForAny(statement.signers)}
          />
        </p>
        {stands === 'closed' && <p>{t('opening.closed.pending')}</p>}
        {fieldsToKeep.some(name => typed[name]) && (
          <section class="section">
            <h2>{t('amend.typed')}</h2>
            <p>{t('opening.typed.text')}</p>
            <TypedFacts lang={lang} fields={fieldsToKeep} typed={typed} />
          </section>
        )}
        <Back lang={lang} slug={statement.slug} />
      </>
    ),
  })
}
