import { isPerson, kindOf } from '../../domain/organisation.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Facts } from '../../ui/parts.tsx'
import type { RequestView } from './request-view.ts'

/** Who asked, or that nobody is known any more. */
export function Representative({ lang, view }: { lang: Language; view: RequestView }) {
  const { contact, endorsement, history } = view
  const t = translator(lang, kindOf(endorsement.organisation))
  const isOwnErasure = history.some(({ kind, actor }) => kind === 'erased' && actor === 'representative')
  return (
    <section class="section">
      <h2>{t('desk.representative.title')}</h2>
      {contact ? (
        <>
          <p class="hint">{t('desk.representative.hint')}</p>
          <Facts
            items={[
              // A person's name is their public one.
              ...(isPerson(endorsement.organisation)
                ? []
                : [
                    { label: t('desk.representative.name'), value: contact.representative },
                    { label: t('desk.representative.role'), value: contact.role },
                  ]),
              { label: t('desk.representative.email'), value: contact.email },
              {
                label: t('desk.representative.language'),
                value: translator(endorsement.language)('language.name'),
                lang: endorsement.language,
              },
            ]}
          />
        </>
      ) : (
        <p>{t(isOwnErasure ? 'desk.representative.erased' : 'desk.representative.none')}</p>
      )}
    </section>
  )
}
