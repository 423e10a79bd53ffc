import { kindOf } from '../../domain/organisation.ts'
import { sectionsToPropose } from '../../domain/sections.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import type { RequestView } from '../request/request-view.ts'
import { stampOf } from '../shown-stamp.ts'

type BoxProps = { lang: Language; view: RequestView; query: string }

/**
 * Among whom a signatory stands, and the ways to propose another section to it. Nothing where the statement takes no
 * others.
 */
export function SectionBox({ lang, view, query }: BoxProps) {
  const { endorsement: e, signers, section, contact } = view
  const kinds = contact ? sectionsToPropose(e, signers) : []
  if (kinds.length === 0 && !section) return null
  const t = translator(lang)
  const kindInWords = t(`signer.${kindOf(e.organisation)}`)
  return (
    <section class="section" id="section">
      <h2>{t('desk.section.title')}</h2>
      <p>{t('desk.section.text', { kind: kindInWords })}</p>
      {section && (
        <Form action={paths.desk.action(e.id, 'stay') + query}>
          <input type="hidden" name="proposal" value={stampOf(section)} />
          <p>
            <MomentIn
              lang={lang}
              text={t('desk.section.waits', { kind: t(`signer.${section.kind}`), moment: '{moment}' })}
              at={section.proposedAt}
            />
          </p>
          <Actions>
            <Button kind="quiet">{t('desk.section.stop')}</Button>
          </Actions>
        </Form>
      )}
      {!section && (
        <Form action={paths.desk.action(e.id, 'section') + query}>
          <input type="hidden" name="revision" value={String(e.revision)} />
          <Actions>
            {kinds.map(kind => (
              <Button kind="quiet" name="kind" value={kind}>
                {t('desk.section.propose', { kind: t(`signer.${kind}`) })}
              </Button>
            ))}
          </Actions>
        </Form>
      )}
    </section>
  )
}
