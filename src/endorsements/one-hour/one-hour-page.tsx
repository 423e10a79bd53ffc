import type { Endorsement } from '../../domain/endorsement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { Checkbox, ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { PublicDetails } from '../details.tsx'
import { StatementMasthead } from '../masthead.tsx'
import { isInRound, type PageAddress } from '../notice.tsx'
import { previewCaption } from '../preview-caption.ts'
import { effectsOf } from './effects.ts'
import { Effects } from './effects-list.tsx'
import type { LinkPurpose } from './one-hour-actions.ts'

/** What the page says of a press of its button that did nothing. They are words of its addresses. */
export const refusedSayings = ['unticked', 'changed', 'busy'] as const
export type RefusedSaying = (typeof refusedSayings)[number]

type OneHourPage = {
  purpose: LinkPurpose
  endorsement: Endorsement
  title: Title
  token: string
  said: RefusedSaying | undefined
}

/** What will happen, a box to tick and a button: opening the page does nothing. */
export function renderOneHourPage(
  address: PageAddress,
  { purpose, endorsement, title, token, said }: OneHourPage,
): string {
  const { lang } = address
  const t = wordsFor(lang, endorsement)
  const heading = t(`hour.${purpose}.title`)
  const unticked = said === 'unticked' ? t('hour.unticked') : undefined
  const problems = t('form.problems', { count: 1 })
  const isPrivate = isInRound(address)
  const { happens, beyond } = effectsOf(purpose, endorsement, isPrivate)
  const box = isPrivate && purpose === 'reveal' ? 'round.reveal.box' : (`hour.${purpose}.box` as const)
  return renderSite({
    lang,
    title: unticked ? `${problems} — ${heading}` : heading,
    path: address.path,
    placeOf: address.placeOf,
    children: (
      <>
        <StatementMasthead
          lang={lang}
          slug={endorsement.statement}
          title={title}
          heading={heading}
          lead={t('hour.lead')}
        />
        <ErrorSummary title={problems} errors={unticked ? [{ field: 'agreed', message: unticked }] : []} />
        {(said === 'busy' || said === 'changed') && (
          <Notice kind="stop">
            <p>{t(`private.said.${said}`)}</p>
          </Notice>
        )}
        <Details lang={lang} purpose={purpose} endorsement={endorsement} isPrivate={isPrivate} />
        <Effects heading={t('hour.effects')} effects={happens.map(key => t(key))} />
        <Effects heading={t('hour.beyond')} effects={beyond.map(key => t(key))} />
        <section class="section">
          <Form action={paths.endorsement.action(lang, token, purpose)}>
            <input type="hidden" name="revision" value={endorsement.revision} />
            <Checkbox name="agreed" label={t(box)} error={unticked} required />
            <Actions>
              <Button kind="danger">{t(`hour.${purpose}.submit`)}</Button>
            </Actions>
          </Form>
        </section>
      </>
    ),
  })
}

type DetailsProps = { lang: Language; purpose: LinkPurpose; endorsement: Endorsement; isPrivate: boolean }

/** What is public, or would be: before a name is revealed, exactly what everybody will be able to read. */
function Details({ lang, purpose, endorsement, isPrivate }: DetailsProps) {
  const t = wordsFor(lang, endorsement)
  return purpose === 'reveal' ? (
    <PublicDetails
      lang={lang}
      endorsement={{ ...endorsement, nameWithheld: false }}
      caption={t('confirm.preview')}
    />
  ) : (
    <PublicDetails
      lang={lang}
      endorsement={endorsement}
      caption={t(previewCaption(endorsement, isPrivate))}
    />
  )
}
