import type { Fields, useStage } from '../support/stage.ts'
import { sample } from '../support/stage.ts'

type Stage = ReturnType<typeof useStage>

/** Organisations that joined: with and without a name in Belarusian, a website, a public line, a country. */
const endorsing: (Fields & { organisation: string; email: string })[] = [
  {
    organisation: 'Vilnius Human Rights Forum',
    organisation_be: 'Віленскі праваабарончы форум',
    organisation_ru: 'Вильнюсский правозащитный форум',
    country: 'LT',
    website: 'https://forum.example.org',
    email: 'office@forum.example.org',
    comment: 'Nobody may be driven out of their own country.',
  },
  {
    organisation: 'Open Borders Legal Aid',
    country: 'PL',
    website: 'https://www.legal-aid.example.org/en',
    email: 'office@legal-aid.example.org',
    comment: '',
  },
  {
    organisation: 'Solidarität ohne Grenzen e. V.',
    country: 'DE',
    website: '',
    email: 'office@solidaritaet.example.org',
    comment: '',
  },
  {
    organisation: 'Фонд «Вяртанне»',
    organisation_en: 'Return Foundation',
    country: '',
    website: '',
    email: 'office@return.example.org',
    comment: 'Дом — гэта права, а не міласць.',
  },
]

/** Takes each of them all the way to the public list; within a test, as it waits for their mail. */
export async function endorseAll({ visitor, mail, moderator }: Stage) {
  for (const fields of endorsing) {
    await visitor.asks({ ...sample, ...fields })
    await visitor.confirms(await mail.link(fields.email))
    await moderator.approves(fields.organisation)
  }
}
