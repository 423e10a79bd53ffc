import { renderUpdate } from '../../../emails/update.tsx'
import type { Language } from '../../i18n/index.ts'
import { addressesIn, common, reasonOf, type Typed } from './sample-request.ts'

const update = (lang: Language, typed: Typed, kind: Parameters<typeof renderUpdate>[0]['kind']) =>
  renderUpdate({
    ...common(lang, typed),
    kind,
    words: kind === 'final' ? null : { language: 'en', text: reasonOf(typed) },
    sha256: kind === 'final' ? '5f'.repeat(32) : null,
    url: addressesIn(lang).statementUrl,
    unsubscribeUrl: addressesIn(lang).unsubscribeUrl,
  })

/** To signatories that asked for news; `reason`: what the administrators wrote. */
export const updateMails = {
  'update, published': (lang: Language, typed: Typed = {}) => update(lang, typed, 'published'),
  'update, delivered': (lang: Language, typed: Typed = {}) => update(lang, typed, 'delivered'),
  'update, answered': (lang: Language, typed: Typed = {}) => update(lang, typed, 'answered'),
  'update, news': (lang: Language, typed: Typed = {}) => update(lang, typed, 'news'),
  'update, final': (lang: Language, typed: Typed = {}) => update(lang, typed, 'final'),
}
