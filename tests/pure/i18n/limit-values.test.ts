import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../../src/build/catalogues.ts'
import { minute, second } from '../../../src/domain/durations.ts'
import { messageOptions } from '../../../src/i18n/index.ts'
import { limitValues, undoValues } from '../../../src/i18n/limit-values.ts'

const messages = { en: readCatalogue('en'), be: readCatalogue('be'), ru: readCatalogue('ru') }

describe('the time for undoing', () => {
  it.each([
    [minute, 'en', 'It waits for a minute, in which you can undo.'],
    [2 * minute, 'en', 'It waits for 2 minutes, in which you can undo.'],
    [90 * second, 'en', 'It waits for 90 seconds, in which you can undo.'],
    [90 * second, 'be', 'Ён чакае 90 секунд; за гэты час можна скасаваць.'],
    [90 * second, 'ru', 'Оно ждёт 90 секунд; за это время можно отменить.'],
  ] as const)('of %i ms is told in whole numbers: %s, %s', (period, lang, told) => {
    const message = new IntlMessageFormat(
      messages[lang]['desk.mail.waits'] ?? '',
      lang,
      undefined,
      messageOptions(lang),
    )
    expect(message.format({ ...limitValues, ...undoValues(period) })).toBe(told)
  })
})
