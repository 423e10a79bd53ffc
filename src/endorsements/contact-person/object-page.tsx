import type { Endorsement } from '../../domain/endorsement.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { PublicDetails } from '../details.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { isInRound, type PageAddress } from '../notice.tsx'
import { Effects } from '../one-hour/effects-list.tsx'
import { previewCaption } from '../preview-caption.ts'

type ObjectPage = { endorsement: Endorsement; title: Title; token: string }

/**
 * For the address on file: what a moderator is about to change, and one button that stops it. Opening it does nothing.
 */
export function renderObjectPage(address: PageAddress, { endorsement, title, token }: ObjectPage): string {
  const { lang } = address
  const t = wordsFor(lang, endorsement)
  const heading = t('contact.object.title')
  return renderSite({
    lang,
    title: heading,
    path: address.path,
    placeOf: address.placeOf,
    children: (
      <>
        <StatementMasthead
          lang={lang}
          slug={endorsement.statement}
          title={title}
          heading={heading}
          lead={t('contact.object.lead')}
        />
        <PublicDetails
          lang={lang}
          endorsement={endorsement}
          caption={t(previewCaption(endorsement, isInRound(address)))}
        />
        <Effects
          heading={t('contact.effects')}
          effects={[t('contact.object.effect.stays'), t('contact.object.effect.told')]}
        />
        <section class="section">
          <p>{t('contact.object.otherwise')}</p>
          <Form action={paths.endorsement.action(lang, token, 'object')}>
            <Actions>
              <Button>{t('contact.object.submit')}</Button>
            </Actions>
          </Form>
        </section>
      </>
    ),
  })
}
