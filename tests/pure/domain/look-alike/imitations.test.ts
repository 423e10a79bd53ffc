import { describe, expect, it } from 'vitest'
import { closestLikeness, lookOf } from '../../../../src/domain/look-alike/resemblance.ts'
import founding from '../../../../src/statements/forcible-expulsion/statement.json' with { type: 'json' }

// Each of the eleven as others wrote its name who were not it, and organisations that exist, or well could, beside them.

const imitations: Record<string, string[]> = {
  'Human Constanta': [
    'HumanConstanta',
    'Human-Constanta',
    'Human Konstanta',
    'Humans Constanta',
    'Human Constansa',
    'Хьюман Канстанта',
    'Хуман Константа',
    'ჰიუმან კონსტანტა',
    'Constanta Human Rights',
    'Human Constanta Poland',
    'Humain Constanta',
  ],
  'Belarusian Helsinki Committee': [
    'Беларускі Хельсінкскі Камітэт',
    'Белорусский хельсинкский комитет',
    'Беларусский Хельсинский комитет',
    'Belarus Helsinki Committee',
    'Helsinki Committee of Belarus',
    'Belarussian Helsinki Committee',
    'Belarusian Helsinky Committee',
    'Belarusian Helsinki Comittee',
    'Belarusian Helsinki Group',
    'Helsinki Committee (Belarus)',
    'Białoruski Komitet Helsiński',
    'Baltarusijos Helsinkio komitetas',
    'Білоруський Гельсінський комітет',
    'BHC',
    'B.H.C.',
    'БХК',
    'BHK',
    'NGO BHC',
    'BelHelCom',
    'Λευκορωσία BHC',
    'New Belarusian Helsinki Committee',
    'ბელარუსის ჰელსინკის კომიტეტი',
  ],
  Lawtrend: [
    'Law Trend',
    'Lawtrand',
    'Law-Trends',
    'Лоутрэнд',
    'Лаутренд',
    'Legal Transformation Centre',
    'Центр правовых трансформаций',
    'Цэнтр прававой трансфармацыі',
    'Center for Legal Transformation Lawtrend',
    'LTC Lawtrend',
    'Λόουτρεντ',
    'ლოუტრენდი',
    'Lowtrend',
  ],
  'Belarusian PEN': [
    'PEN Belarus',
    'PEN-Belarus',
    'Belarus PEN Center',
    'Belarusian PEN Centre',
    'Belarusian PEN Club',
    'Белорусский ПЕН-центр',
    'Беларускі ПЭН-цэнтр',
    'Белорусский ПЕН-клуб',
    'ПЕН Беларусь',
    'БелПЕН',
    'Białoruski PEN Club',
    'Baltarusijos PEN centras',
    'Belarussian P.E.N.',
  ],
  'Respect-Protect-Fulfill': [
    'RPF',
    'RPF Belarus',
    'R.P.F.',
    'Respect, Protect, Fulfil',
    'Respect Protect & Fulfill',
    'Protect – Respect – Fulfill',
    'RespectProtectFulfill',
    'Respect-Protect-Fulfil Foundation',
    'Уважать, защищать, выполнять',
    'Respekt Protect Fulfill',
  ],
  'Human Rights Center “Viasna”': [
    'Viasna',
    'Viasna96',
    'ПЦ Вясна',
    'Праваабарончы цэнтр «Вясна»',
    'Правозащитный центр Весна',
    'Vyasna Human Rights Centre',
    'HRC Viasna',
    'Wiasna',
    'Centrum Praw Człowieka „Wiasna”',
    'Spring96',
    'Βιάσνα',
    'Վիասնա',
    'ვიასნა',
    'Viasna Human Rights House',
    'Vesna',
    'Vi4sna',
  ],
  'Legal Initiative': [
    'Legal Initiatives',
    'LegalInitiative',
    'Прававая ініцыятыва',
    'Правовая инициатива',
    'ПРАВОВАЯ ИНИЦИАТИВА Беларусь',
    'Belarusian Legal Initiative',
    'Legal Initiative Foundation',
    'Law Initiative',
    'Inicjatywa Prawna',
    'Teisinė iniciatyva',
    'Legal Inititative',
    'Pravavaja inicyjatyva',
  ],
  'Belarusian Association of Journalists': [
    'Беларуская асацыяцыя журналістаў',
    'Белорусская ассоциация журналистов',
    'Association of Belarusian Journalists',
    'Belarusian Journalists’ Association',
    'Belarus Association of Journalists',
    'Belarusian Asociation of Jurnalists',
    'БАЖ',
    'BAJ',
    'BAZH',
    'B A J',
    'ГА «БАЖ»',
    'Białoruskie Stowarzyszenie Dziennikarzy',
    'Baltarusijos žurnalistų asociacija',
    'Belarusian Independent Association of Journalists',
    'ВАЈ',
  ],
  'Belarusian Human Rights House named after Barys Zvozskau': [
    'Belarusian Human Rights House',
    'Human Rights House of Belarus',
    'Barys Zvozskau Human Rights House',
    'Belarusian House of Human Rights',
    'Беларускі дом правоў чалавека',
    'Белорусский дом прав человека имени Бориса Звозского',
    'Białoruski Dom Praw Człowieka',
    'BHRH',
    'БДПЧ',
    'Zvozskau House',
    'Belarusian Human Rights House “Barys Zvozskov”',
  ],
  'Office for the Rights of Persons with Disabilities': [
    'Office for the Rights of People with Disabilities',
    'Office for Rights of Persons with Disability',
    'Disability Rights Office',
    'Офис по правам людей с инвалидностью',
    'Офіс па правах людзей з інваліднасцю',
    'Center for the Rights of Persons with Disabilities',
    'Office of Rights of Disabled Persons',
    'ORPD',
    'Biuro Praw Osób z Niepełnosprawnościami',
    'Belarusian Office for the Rights of Persons with Disabilities',
    'Бюро по правам лиц с инвалидностью',
  ],
  'Right to Defense': [
    'Right to Defence',
    'Right to Defence Belarus',
    'The Right to Defense',
    'Rights to Defense',
    'RightToDefense',
    'Права на абарону',
    'Право на защиту',
    'Prawo do obrony',
    'Right of Defence',
    'Right 2 Defense',
    'Teisė į gynybą',
    'Rihgt to Defense',
  ],
}

const honest = [
  'Norwegian Helsinki Committee',
  'Bulgarian Helsinki Committee',
  'Netherlands Helsinki Committee',
  'Moscow Helsinki Group',
  'Helsinki Foundation for Human Rights',
  'Lithuanian Association of Journalists',
  'Польская асацыяцыя журналістаў',
  'European Federation of Journalists',
  'International Federation of Journalists',
  'Association of European Journalists',
  'Belarusian Union of Journalists',
  'Belarusian Students’ Association',
  'Belarusian Council for Culture',
  'PEN America',
  'PEN International',
  'Lietuvos PEN centras',
  'Польскі ПЭН-клуб',
  'Right to Education',
  'Right to Play',
  'Right to Protection',
  'Legal Aid Centre',
  'Legal Action Worldwide',
  'Civic Initiative',
  'Free Legal Aid Initiative',
  'Lawyers for Lawyers',
  'Amnesty International',
  'Human Rights Watch',
  'Human Rights House Foundation',
  'Human Rights House Tbilisi',
  'Human Rights Center (Georgia)',
  'Праваабарончы цэнтр «Надзея»',
  '«Вясновы сад»',
  'Disability Rights International',
  'European Disability Forum',
  'Belarusian Association of People with Disabilities',
  'Office for Democratic Institutions and Human Rights',
  'Human Rights Defenders Fund',
  'Belarusian Investigative Center',
  'Belarusian Women’s Foundation',
  'Belarusian Medical Solidarity Foundation',
  'Беларускі фонд спартыўнай салідарнасці',
  'Viciebsk Spring Water Museum',
  'Law and Justice Institute',
  'Committee to Protect Journalists',
  'Front Line Defenders',
  'Reporters Without Borders',
  'Our House',
  'Freedom House',
  'Dissidentby',
  'Razam Solidarity Foundation',
  'Center for Civil Liberties',
  'International Commission of Jurists',
  'World Organisation Against Torture',
  'Polish Helsinki Foundation',
  'Ukrainian Helsinki Human Rights Union',
  'Крымскотатарский ресурсный центр',
]

/** The eleven as they are known: by their names, and by those that are for comparing only. */
const eleven = founding.foundingSignatories.map(({ name, names = {}, knownAs }) => {
  const labels = knownAs.domains.map(domain => domain.split('.')[0] ?? '')
  const known = [name, ...Object.values(names), ...knownAs.names, ...labels]
  return { name, looks: [...new Set(known)].map(lookOf) }
})
const likenesses = (name: string) => {
  const look = [lookOf(name)]
  return eleven.filter(({ looks }) => closestLikeness(look, looks) !== null).map(one => one.name)
}

describe('imitations of the eleven', () => {
  const all = Object.entries(imitations).flatMap(([name, copies]) =>
    copies.map(copy => [copy, name] as const),
  )

  it('are seen, but for one in twenty', () => {
    expect(eleven.map(({ name }) => name)).toEqual(Object.keys(imitations))
    const unseen = all.filter(([copy, name]) => !likenesses(copy).includes(name))
    expect(unseen).toEqual([])
  })

  it('are of the one that they imitate', () => {
    expect(all.filter(([copy]) => likenesses(copy).length > 1)).toEqual([])
  })
})

it('honest neighbours of the eleven are left alone', () => {
  const flagged = honest.flatMap(name => likenesses(name).map(other => [name, other]))
  expect(flagged).toEqual([])
})
