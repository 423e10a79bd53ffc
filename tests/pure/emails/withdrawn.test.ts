import { expect, it } from 'vitest'
import { mails } from '../../../src/dev/mails/samples.ts'
import { languages, translator } from '../../../src/i18n/index.ts'
import { bareText } from '../../support/mails.ts'

it('says whether the name was on the list when it is withdrawn', () => {
  expect(mails['withdrawn from the list']('en').text).toContain('Your organisation is no longer on the list')
  expect(bareText(mails['withdrawn before it was listed']('en').text)).toContain(
    bareText('The organisation was never on the public list.'),
  )
})

it.each(['en', 'be', 'ru'] as const)(
  'of one’s own withdrawal no moderator is said to have done it, in %s',
  lang => {
    const words = { en: 'A moderator took', be: 'Мадэратар выключыў', ru: 'Модератор исключил' }
    const own = mails['withdrawn by you, from the list'](lang).text
    expect(bareText(mails['withdrawn from the list'](lang).text)).toContain(bareText(words[lang]))
    expect(bareText(own)).not.toContain(bareText(words[lang]))
    expect(bareText(own)).toContain(bareText(translator(lang)('mail.left.beyond')))
  },
)

it.each(languages)('of a private round neither mail speaks of a public list that it was on, in %s', lang => {
  const t = translator(lang)
  for (const [kind, intro] of [
    ['withdrawn in private', 'round.mail.withdrawn'],
    ['withdrawn by you, in private', 'round.mail.left'],
  ] as const) {
    const text = bareText(mails[kind](lang).text)
    expect(text).toContain(bareText(t('round.mail.ended')))
    expect(text).toContain(bareText(t(intro)))
    expect(text).not.toContain(bareText(t('mail.left.beyond')))
  }
})
