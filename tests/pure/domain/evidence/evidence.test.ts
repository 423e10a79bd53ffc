import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Status } from '../../../../src/domain/endorsement.ts'
import { hostOfAddress, siteOf } from '../../../../src/domain/evidence/domains.ts'
import { type EvidenceFacts, weighEvidence } from '../../../../src/domain/evidence/evidence.ts'
import { mailProvider } from '../../../../src/domain/evidence/mail-providers.ts'
import type { OtherEndorsement } from '../../../../src/domain/evidence/other-endorsement.ts'
import { isInDoubt, summarise } from '../../../../src/domain/evidence/summary.ts'
import { type Names, parseWebsite } from '../../../../src/domain/organisation.ts'
import founding from '../../../../src/statements/forcible-expulsion/statement.json' with { type: 'json' }
import { processorTime } from '../../../support/processor-time.ts'

const noNames: Names = {}

const other = (name: string, more: Partial<OtherEndorsement> = {}): OtherEndorsement => ({
  id: name,
  name,
  nameWithheld: false,
  names: noNames,
  kind: 'organisation',
  affiliation: null,
  status: 'approved',
  founding: false,
  website: null,
  sameAddress: false,
  known: { names: [], domains: [] },
  ...more,
})

const eleven = founding.foundingSignatories.map(({ name }) => other(name, { founding: true }))

/** Every case meets them all: whatever of them it does not name is a false alarm. */
const signatories = [
  ...eleven,
  other('Vilnius Human Rights Forum', { website: 'https://forum.example' }),
  other('Norwegian Helsinki Committee', { website: 'https://nhc.example' }),
  other('International Federation of Journalists', { website: 'https://ifj.example' }),
  other('Вольныя галасы', {
    names: { en: 'Free Voices', be: 'Вольныя галасы', ru: 'Свободные голоса' },
    website: 'https://www.facebook.com/made.up.voices',
  }),
  other('Fundacja Tutaka', { website: 'https://tutaka.example' }),
  other('Lietuvos žurnalistų sąjunga'),
  other('ПЕН-цэнтр «Слова»'),
]

type Asked = {
  name: string
  names?: Names
  website?: string | null
  email?: string | null
  comment?: string
  others?: OtherEndorsement[]
}

const asked = new Date('2026-03-01T10:00:00Z')

function weigh({ name, names, website = null, email = 'office@ngo.example', comment, others = [] }: Asked) {
  const parsed = website === null ? null : parseWebsite(website)
  if (parsed && !parsed.ok) throw new Error(`not a website: ${website}`)
  const facts: EvidenceFacts = {
    organisation: {
      name,
      names: { ...names },
      country: null,
      website: parsed ? parsed.value : null,
    },
    comment: comment ?? null,
    email,
    requestedAt: asked,
    confirmedAt: null,
    others: [...signatories, ...others],
  }
  return weighEvidence(facts)
}

/** "kind", with a sign for what it speaks, and whom of the others it is about: "-duplicate_of_signatory Lawtrend". */
const said = (asked: Asked): string[] =>
  weigh(asked)
    .reasons.map(reason => {
      const sign = { for: '+', against: '-', neutral: '' }[reason.speaks]
      return `${sign}${reason.kind}${'name' in reason ? ` ${reason.name}` : ''}`
    })
    .sort()

const site = 'https://ngo.example'
const office = 'office@ngo.example'
const gmail = 'made-up@gmail.com'
const viasna = 'Human Rights Center “Viasna”'
const house = 'Belarusian Human Rights House named after Barys Zvozskau'
const journalists = 'Belarusian Association of Journalists'

type Case = [what: string, asked: Asked, reasons: string[]]

const atWebsite = ['+address_at_website']

const addresses: Case[] = [
  ['the website’s domain', { name: 'Гродзенскі краязнаўца', website: site, email: office }, atWebsite],
  ['www on the website', { name: 'Кніжны сшытак', website: 'www.ngo.example', email: office }, atWebsite],
  [
    'a page of the website',
    { name: 'Green Path', website: `${site}/be/about?x=1`, email: office },
    atWebsite,
  ],
  [
    'a subdomain of the website',
    { name: 'Green Path', website: site, email: 'a@mail.ngo.example' },
    atWebsite,
  ],
  [
    'the domain above the website',
    { name: 'Green Path', website: 'be.ngo.example', email: office },
    atWebsite,
  ],
  ['two subdomains', { name: 'Green Path', website: 'be.ngo.example', email: 'a@mx.ngo.example' }, atWebsite],
  [
    'capital letters',
    { name: 'Green Path', website: 'https://NGO.Example', email: 'A@Ngo.EXAMPLE' },
    atWebsite,
  ],
  [
    'a Cyrillic domain, typed',
    { name: 'Кветкі', website: 'https://кветкі.example', email: 'офіс@кветкі.example' },
    atWebsite,
  ],
  [
    'a Cyrillic domain, in punycode',
    { name: 'Кветкі', website: 'https://кветкі.бел', email: `a@${new URL('http://кветкі.бел').hostname}` },
    atWebsite,
  ],
  [
    'a suffix of two labels',
    { name: 'Mova', website: 'made-up.com.by', email: 'a@made-up.com.by' },
    atWebsite,
  ],
  [
    'a neighbour under that suffix',
    { name: 'Mova', website: 'made-up.com.by', email: 'a@other-made-up.com.by' },
    ['address_elsewhere'],
  ],
  [
    'a neighbour in a zone that the list of suffixes lacks',
    { name: 'Mova', website: 'made-up.org.by', email: 'a@other-made-up.org.by' },
    ['address_elsewhere'],
  ],
  ['a name in that zone', { name: 'Mova', website: 'made-up.org.by', email: 'a@made-up.org.by' }, atWebsite],
  ['a private zone', { name: 'Mova', website: 'made-up.pp.ua', email: 'a@made-up.pp.ua' }, atWebsite],
  ['another ending', { name: 'Mova', website: site, email: 'a@ngo.test' }, ['address_elsewhere']],
  ['another domain', { name: 'Mova', website: site, email: 'a@elsewhere.example' }, ['address_elsewhere']],
  [
    'a domain that continues the website’s',
    { name: 'Mova', website: site, email: 'a@ngo.example.attacker.test' },
    ['address_elsewhere'],
  ],
  [
    'a domain that ends as the website’s',
    { name: 'Mova', website: site, email: 'a@notngo.example' },
    ['address_elsewhere'],
  ],
  [
    'a one for an l',
    { name: 'Mova', website: 'solidarity.example', email: 'a@so1idarity.example' },
    ['-address_elsewhere'],
  ],
  ['rn for m', { name: 'Mova', website: 'mova.example', email: 'a@rnova.example' }, ['-address_elsewhere']],
  [
    'a letter doubled',
    { name: 'Mova', website: 'solidarity.example', email: 'a@solidarityy.test' },
    ['-address_elsewhere'],
  ],
  ['no website', { name: 'Беларускі дом у Варшаве' }, ['no_website']],
  ['free mail and a website', { name: 'Майстроўня', website: site, email: gmail }, ['free_mail']],
  [
    'private mail and a website',
    { name: 'Bialoruski Instytut', website: site, email: 'made-up@proton.me' },
    ['free_mail'],
  ],
  ['free mail alone', { name: 'Майстроўня', email: gmail }, ['-free_mail', 'no_website']],
  ['regional free mail alone', { name: 'Майстроўня', email: 'made-up@tut.by' }, ['-free_mail', 'no_website']],
  [
    'free mail and a page on a platform',
    { name: 'Майстроўня', website: 'facebook.com/made.up', email: gmail },
    ['-free_mail', 'website_is_platform'],
  ],
  [
    'free mail, and the provider for a website',
    { name: 'Майстроўня', website: 'https://mail.ru/made-up', email: 'made-up@mail.ru' },
    ['-free_mail', 'website_is_platform'],
  ],
  [
    'an own address and a channel',
    { name: 'Майстроўня', website: 'https://t.me/made_up', email: office },
    ['website_is_platform'],
  ],
  [
    'an address at the platform',
    { name: 'Майстроўня', website: 'https://facebook.com/made.up', email: 'made-up@facebook.com' },
    ['-free_mail', 'website_is_platform'],
  ],
  [
    'an address at another platform',
    { name: 'Майстроўня', website: 'https://sites.google.com/made-up', email: 'made-up@google.com' },
    ['website_is_platform'],
  ],
  [
    'a blog',
    { name: 'Майстроўня', website: 'https://made-up.blogspot.com', email: office },
    ['website_is_platform'],
  ],
  [
    'a neighbour’s blog',
    { name: 'Майстроўня', website: 'https://made-up.wordpress.com', email: 'a@other.wordpress.com' },
    ['website_is_platform'],
  ],
  [
    'a page of code',
    { name: 'Майстроўня', website: 'https://made-up.github.io', email: 'a@other.github.io' },
    ['website_is_platform'],
  ],
  [
    'a disposable address',
    { name: 'Майстроўня', website: site, email: 'made-up@mailinator.com' },
    ['-disposable_mail'],
  ],
  [
    'a subdomain of a disposable provider, and it for a website',
    { name: 'Mova', website: 'https://yopmail.com', email: 'made-up@sub.yopmail.com' },
    ['-disposable_mail', 'website_is_platform'],
  ],
  ['an erased contact', { name: 'Mova', website: site, email: null }, ['contact_erased']],
]

const names: Case[] = [
  [
    'its own translations',
    {
      name: 'Голас Гродна',
      website: site,
      email: office,
      names: { en: 'Voice of Hrodna', be: 'Голас Гродна', ru: 'Голос Гродно' },
    },
    atWebsite,
  ],
  [
    'the same name',
    { name: 'HUMAN CONSTANTA', website: site },
    ['+address_at_website', '-duplicate_of_signatory Human Constanta'],
  ],
  [
    'the same name in other quotes',
    { name: 'Human Rights Center «Viasna»', website: site },
    ['+address_at_website', `-duplicate_of_signatory ${viasna}`],
  ],
  [
    'the same English name',
    { name: 'Лаўтрэнд', names: { en: 'Lawtrend' }, website: site },
    ['+address_at_website', '-duplicate_of_signatory Lawtrend'],
  ],
  [
    'the name that a signatory has in Russian',
    { name: 'Свободные голоса', website: site },
    ['+address_at_website', '-duplicate_of_signatory Вольныя галасы'],
  ],
  ...[
    'Members of the Belarusian Association of Journalists',
    'Belarusian Association of Journalists Abroad',
    'Асацыяцыя беларускіх журналістаў замежжа',
    'Zarząd Association of Belarusian Journalists',
  ].map(
    (name): Case => [
      name,
      { name, website: site },
      ['+address_at_website', '-near_name_of_signatory Belarusian Association of Journalists'],
    ],
  ),
  [
    'a Cyrillic а',
    { name: 'Human Rights Center “Vi\u0430sna”', website: site },
    ['+address_at_website', `-look_alike_of_signatory ${viasna}`, '-mixed_script'],
  ],
  [
    'a Ukrainian і',
    { name: 'Human Rights Center “V\u0456asna”', website: site },
    ['+address_at_website', `-look_alike_of_signatory ${viasna}`, '-mixed_script'],
  ],
  [
    'a Greek omicron',
    { name: 'Human C\u03bfnstanta', website: site },
    ['+address_at_website', '-look_alike_of_signatory Human Constanta', '-mixed_script'],
  ],
  [
    'a digit',
    { name: 'Human Rights Center V1asna', website: site },
    ['+address_at_website', `-look_alike_of_signatory ${viasna}`],
  ],
  [
    'rn for m',
    { name: 'Hurnan Constanta', website: site },
    ['+address_at_website', '-look_alike_of_signatory Human Constanta'],
  ],
  [
    'a small l for I',
    { name: 'lnternational Federation of Journalists', website: site },
    ['+address_at_website', '-look_alike_of_signatory International Federation of Journalists'],
  ],
  [
    'all its Latin letters in Cyrillic',
    { name: 'Ве\u04cfаrusіаn РЕN', website: site },
    ['+address_at_website', '-look_alike_of_signatory Belarusian PEN', '-mixed_script'],
  ],
  [
    'Lithuanian without its marks',
    { name: 'Lietuvos zurnalistu sajunga', website: site },
    ['+address_at_website', '-look_alike_of_signatory Lietuvos žurnalistų sąjunga'],
  ],
  [
    'mixed scripts that look like nobody',
    { name: 'M\u043eva Plus', website: site },
    ['+address_at_website', '-mixed_script'],
  ],
  [
    'mixed scripts in a translation',
    { name: 'Мова', names: { en: 'M\u043eva' }, website: site },
    ['+address_at_website', '-mixed_script'],
  ],
  [
    'a Latin i, typed for і',
    { name: 'Беларускi сшытак', website: site },
    ['+address_at_website', 'mixed_script'],
  ],
  [
    'a Latin i, in a signatory’s Cyrillic name',
    {
      name: 'Наша нiва',
      website: site,
      others: [other('Наша ніва')],
    },
    ['+address_at_website', '-look_alike_of_signatory Наша ніва', 'mixed_script'],
  ],
  [
    'one word of a name',
    { name: 'Viasna', website: site },
    ['+address_at_website', `-near_name_of_signatory ${viasna}`],
  ],
  [
    'a transliteration',
    { name: 'Праваабарончы цэнтр «Вясна»', website: site },
    ['+address_at_website', `-near_name_of_signatory ${viasna}`],
  ],
  [
    'a slip',
    { name: 'Lawtrand', website: site },
    ['+address_at_website', '-near_name_of_signatory Lawtrend'],
  ],
  ...['Беларуская асацыяцыя журналістаў', 'Association of Belarusian Journalists'].map(
    (name): Case => [
      `another language or order: ${name}`,
      { name, website: site },
      ['+address_at_website', `-near_name_of_signatory ${journalists}`],
    ],
  ),
  [
    'another language of a long name’s short form',
    { name: 'Белорусский дом прав человека', website: site },
    ['+address_at_website', `-near_name_of_signatory ${house}`],
  ],
  [
    'an acronym',
    { name: 'BAJ', website: site },
    ['+address_at_website', `-acronym_of_signatory ${journalists}`],
  ],
  [
    'a space',
    { name: 'Law Trend', website: site },
    ['+address_at_website', '-near_name_of_signatory Lawtrend'],
  ],
  [
    'British spelling',
    { name: 'Right to Defence', website: site },
    ['+address_at_website', '-near_name_of_signatory Right to Defense'],
  ],
  [
    'the short form of a long name',
    { name: 'Barys Zvozskau Human Rights House', website: site },
    ['+address_at_website', `-near_name_of_signatory ${house}`],
  ],
]

const strangers: Case[] = [
  '«Вясновы дзень»',
  'Human Rights House Vilnius',
  'Human Rights Watch',
  'Human Rights Foundation',
  'Belarusian Union of Journalists',
  'European Federation of Journalists',
  'Reporters Without Borders',
  'Moscow Helsinki Group',
  'Helsinki Foundation for Human Rights',
  'Helsińska Fundacja Praw Człowieka',
  'Netherlands Helsinki Committee',
  'PEN International',
  'PEN America',
  'Lithuanian PEN',
  'Amnesty International',
  'Freedom House',
  'Legal Aid Centre',
  'Civic Initiative',
  'Праваабарончы цэнтр «Надзея»',
  'Беларускі фонд культурнай салідарнасці',
  'Международная федерация за права человека',
  'Правовая инициатива «Берег»',
  'Office for Persons in Need',
  'Right to Education',
  'Žmogaus teisių stebėjimo institutas',
  'Lietuvos psichologų sąjunga',
  'Fundacja Białoruski Dom',
  'Stowarzyszenie „Razem”',
  'IT-школа «Код»',
  'ТАА «Кніга 1517»',
  'BYSOL',
  'A1',
].map(name => [`false alarm: ${name}`, { name, website: site, email: office }, atWebsite])

const bhc = 'Belarusian Helsinki Committee'
const known = { names: ['Белорусский Хельсинкский Комитет', 'БХК'], domains: ['belhelcom.example'] }
const knownBhc = { others: [other('Helcom', { known })] }

const knownAs: Case[] = [
  [
    'a known name, from elsewhere',
    { name: 'Белорусский хельсинкский комитет', website: site, ...knownBhc },
    [
      '+address_at_website',
      '-known_name_of_signatory Helcom',
      '-address_not_at_signatory Helcom',
      `-near_name_of_signatory ${bhc}`,
    ],
  ],
  [
    'a known name, from its own domain',
    {
      name: 'БХК',
      website: 'https://belhelcom.example',
      email: 'a@mail.belhelcom.example',
      ...knownBhc,
    },
    [
      '+address_at_website',
      '-known_name_of_signatory Helcom',
      `-acronym_of_signatory ${bhc}`,
      'address_at_signatory Helcom',
    ],
  ],
  [
    'another name, at a domain that imitates a known one',
    { name: 'Green Path', website: 'https://belhe1com.test', email: 'a@belhe1com.test', ...knownBhc },
    ['-domain_like_signatory Helcom'],
  ],
  [
    'another name, at a known domain under another ending',
    { name: 'Green Path', website: 'https://belhelcom.test', email: 'a@belhelcom.test', ...knownBhc },
    ['-domain_like_signatory Helcom'],
  ],
]

const namedDomains: Case[] = [
  ...(
    [
      ['viasna96.test', viasna],
      ['humanrights-viasna.test', viasna],
      ['belaruspen.test', 'Belarusian PEN'],
      ['pen.by', 'Belarusian PEN'],
      ['helsinki.by', 'Belarusian Helsinki Committee'],
      ['rpf.by', 'Respect-Protect-Fulfill'],
      ['right2defense.test', 'Right to Defense'],
      ['rightodefense.test', 'Right to Defense'],
      ['viasnacenter.test', viasna],
      ['hrviasna.test', viasna],
      ['belpen.test', 'Belarusian PEN'],
      ['belarusian-association-journalists.test', 'Belarusian Association of Journalists'],
      ['snts.test', 'Грамада «Сонца»'],
      ['sntsfund.test', 'Грамада «Сонца»'],
    ] as const
  ).map(([host, whose]): Case => {
    const known = { names: ['СНЦ'], domains: [] }
    const others = [other('Грамада «Сонца»', { known })]
    const asked = { name: 'Green Path', website: `https://${host}`, email: `a@${host}`, others }
    return [`another name, at ${host}`, asked, [`-domain_named_like_signatory ${whose}`]]
  }),
  ...[
    'pen.test',
    'journalist.by',
    'springfest.by',
    'pen-international.test',
    'human-rights-belarus.test',
  ].map(
    (host): Case => [
      `nobody’s: ${host}`,
      { name: 'Green Path', website: `https://${host}`, email: `a@${host}` },
      atWebsite,
    ],
  ),
]

const contents: Case[] = [
  ...[
    'КГБ Республики Беларусь',
    'Камітэт дзяржаўнай бяспекі',
    'State Security Committee of Belarus',
    'Следственный комитет',
    'Генеральная прокуратура',
    'Prosecutor General’s Office',
    'МВД РБ',
    'Министерство юстиции',
    'Ministry of Justice',
    'Совет Министров Республики Беларусь',
    'Савет Міністраў',
    'Адміністрацыя Прэзідэнта',
    'ГУБОПиК',
    'Minsk City Executive Committee',
    'К.Г.Б.',
    'K-G-B Belarus',
    'Ｋ Ｇ Ｂ',
    'кгб',
    'MIA of Belarus',
    'Мингорисполком',
    'Генпрокуратура',
    'Минобороны',
    'Совмин РБ',
    'Белорусская милиция',
    'Minsk police department',
    'СИЗО-1',
    'Исправительная колония № 4',
    'ЦИП ГУВД',
    'Embassy of Belarus in Lithuania',
    'Belarus Government',
    'Суд Центрального района Минска',
    'Федерация профсоюзов Беларуси',
    'Белая Русь',
    'БелТА',
    'Оперативно-аналитический центр',
    'Администрация Лукашенко',
    'FSB Russia',
    'Komitet Bezpieczeństwa Państwowego Białorusi',
    'Komitet Śledczy Białorusi',
    'Staatssicherheitskomitee',
    'Belarusian State Security',
    'Justizministerium der Republik Belarus',
    'Botschaft von Belarus',
    'Baltarusijos valstybės saugumo komitetas',
    'Baltarusijos Respublikos prezidento administracija',
    'Комітет державної безпеки Білорусі',
    'Міністерство внутрішніх справ Білорусі',
  ].map((name): Case => [name, { name, website: site }, ['+address_at_website', '-state_body']]),
  ...[
    'BUY CHEAP FOLLOWERS www.followers.example',
    'Купить подписчиков недорого',
    'Best casino promo',
    'Call +375 29 123-45-67',
    'See https://spam.test/now',
    'Visit cheap-pills.com today',
    'Пішыце на spam@mail.com',
    'Casino Online 24',
    'Кредит онлайн',
    'Free iPhone giveaway',
    'SEO services agency',
    'Kup tanie obserwacje na Instagramie',
    'Click here now',
    'Crypto Investment Ltd',
    '1xBet',
    'Проститутки Минска',
    't.me/joinus',
    'hxxp://evil.example',
    'evil[.]com',
    'visit evil dot com',
    'Дешёвые авиабилеты'.normalize('NFD'),
  ].map((name): Case => [name, { name, website: site }, ['+address_at_website', '-advertising']]),
  ...['qwerty', 'aaaaaaaa', '12345', 'Test', 'fuck you', 'Хуй'].map(
    (name): Case => [name, { name, website: site }, ['+address_at_website', '-nonsense']],
  ),
  ...[
    'Купить диплом: t.me/diplom',
    'We stand together. Order at https://shop.test',
    'Call +375 29 123-45-67',
  ].map(
    (comment): Case => [
      comment,
      { name: 'Green Path', website: site, comment },
      ['+address_at_website', '-advertising_line'],
    ],
  ),
  ...['Жыве Беларусь! За свабоду і права.', 'More at ngo.example and https://www.ngo.example/be.'].map(
    (comment): Case => [comment, { name: 'Green Path', website: site, comment }, atWebsite],
  ),
  ...[
    'Belarusian Investigative Center',
    'Committee to Protect Journalists',
    'Ministry of Counterculture',
    'Christian Ministry Fellowship',
    'Police Watch',
    'Народныя амбасады Беларусі',
    'Organized Crime and Corruption Reporting Project',
    'Беларуская рада культуры',
    'Аб’яднаны пераходны кабінет',
    'Музей муз',
    'Group 1917–2017',
    'Solidarität e.V.',
    'Sp. z o.o. Kraina',
    'Buy Responsibly Foundation',
    'Центр социальных услуг',
    'Sex Workers’ Rights Network',
    'Museum of Keyboards',
    'Testament',
    'Фонд «Кредит доверия»',
  ].map((name): Case => [`neither: ${name}`, { name, website: site }, atWebsite]),
  [
    'a medium called as its site',
    { name: 'Reform.news', website: 'https://reform.news', email: 'a@reform.news' },
    atWebsite,
  ],
]

const before: Case[] = [
  ...(
    [
      ['confirmed', '-duplicate_of_request Mova'],
      ['returned', '-duplicate_of_request Mova'],
      ['requested', 'duplicate_of_request Mova'],
      ['rejected', '-asked_before Mova'],
      ['withdrawn', 'asked_before Mova'],
      ['expired', 'asked_before Mova'],
    ] satisfies [Status, string][]
  ).map(
    ([status, reason]): Case => [
      `the same name ${status}`,
      { name: 'MOVA', website: site, others: [other('Mova', { status })] },
      ['+address_at_website', reason].sort(),
    ],
  ),
  [
    'a look-alike, confirmed',
    { name: 'Mova', website: site, others: [other('M0va', { status: 'confirmed' })] },
    ['+address_at_website', '-look_alike_of_request M0va'],
  ],
  [
    'a near name, confirmed',
    {
      name: 'Nadzeya',
      website: site,
      others: [other('Nadzeja', { status: 'confirmed' })],
    },
    ['+address_at_website', '-near_name_of_request Nadzeja'],
  ],
  [
    'a near name, not confirmed',
    {
      name: 'Nadzeya',
      website: site,
      others: [other('Nadzeja', { status: 'requested' })],
    },
    ['+address_at_website', 'near_name_of_request Nadzeja'],
  ],
  [
    'a near name, rejected',
    {
      name: 'Nadzeya',
      website: site,
      others: [other('Nadzeja', { status: 'rejected' })],
    },
    atWebsite,
  ],
  [
    'a look-alike, rejected',
    { name: 'Mova', website: site, others: [other('M0va', { status: 'rejected' })] },
    ['+address_at_website', '-asked_before M0va'],
  ],
  [
    'the address for another, rejected',
    {
      name: 'Mova',
      website: site,
      others: [other('Bereg', { status: 'rejected', sameAddress: true })],
    },
    ['+address_at_website', '-asked_before Bereg'],
  ],
  [
    'the address for another, a signatory',
    {
      name: 'Mova',
      website: site,
      others: [other('Bereg', { sameAddress: true })],
    },
    ['+address_at_website', 'asked_before Bereg'],
  ],
  [
    'somebody else’s ended request',
    {
      name: 'Mova',
      website: site,
      others: [other('Bereg', { status: 'rejected' }), other('Kvetki', { status: 'confirmed' })],
    },
    atWebsite,
  ],
  [
    'another waiting request of one’s own',
    {
      name: 'Mova',
      website: site,
      others: [other('Bereg', { status: 'confirmed', sameAddress: true })],
    },
    ['+address_at_website', 'asked_before Bereg'],
  ],
  [
    'the website of requests with other names, of which those count that wait or were rejected',
    {
      name: 'Mova',
      website: site,
      others: [
        other('Bereg', { status: 'confirmed', website: site }),
        other('Kvetki', { status: 'returned', website: site }),
        other('Hrushy', { status: 'rejected', website: site }),
        other('Slivy', { status: 'withdrawn', website: site }),
        other('Yahady', { status: 'expired', website: site }),
        other('Vishni', { status: 'requested', website: site }),
      ],
    },
    [
      '+address_at_website',
      '-same_website_as_request Bereg',
      '-same_website_as_request Kvetki',
      '-same_website_as_request Hrushy',
    ],
  ],
  [
    'a signatory’s website',
    { name: 'Youth Wing', website: 'be.tutaka.example', email: 'a@tutaka.example' },
    ['+address_at_website', '-same_website_as_signatory Fundacja Tutaka'],
  ],
  [
    'a signatory’s name and website',
    { name: 'Fundacja TUTAKA', website: 'tutaka.example', email: 'a@tutaka.example' },
    ['+address_at_website', '-duplicate_of_signatory Fundacja Tutaka'],
  ],
  [
    'a signatory’s page on a platform',
    { name: 'Хор', website: 'https://facebook.com/Made.Up.Voices/' },
    ['-same_website_as_signatory Вольныя галасы', 'website_is_platform'],
  ],
  [
    'another page on that platform',
    { name: 'Хор', website: 'https://facebook.com/made.up.choir' },
    ['website_is_platform'],
  ],
  [
    'a request’s page on a platform, and another page on it',
    {
      name: 'Mova',
      website: 'https://facebook.com/made.up.choir',
      others: [
        other('Bereg', { status: 'confirmed', website: 'https://facebook.com/Made.Up.Choir/' }),
        other('Kvetki', { status: 'confirmed', website: 'https://facebook.com/made.up.club' }),
      ],
    },
    ['-same_website_as_request Bereg', 'website_is_platform'],
  ],
]

const cases = [...addresses, ...names, ...strangers, ...knownAs, ...namedDomains, ...contents, ...before]

const domainOf = (host: string) => new URL(`https://${host}`).hostname

describe('a domain', () => {
  const domains = ['lawtrend.org', 'spring96.org', 'humanconstanta.org', 'baj.media', 'forum.example']
  const held = other('Quercus', { known: { names: ['Дубовы гай'], domains } })
  const saidOf = (host: string) =>
    said({ name: 'Green Path', website: `https://${host}`, email: `a@${host}`, others: [held] })

  it.each([
    'lawtrend.by',
    'lawtrnd.org',
    'lawtrеnd.org',
    'ѕpring96.org',
    'ѕpring96.com',
    'www.lawtrеnd.org',
    'lawtrend-org.com',
    'lawtrendorg.com',
    'law-trend.org',
    'mylawtrend.org',
    'myspring96.org',
    'spring96news.org',
    'lawtrend.evil.example',
    'humanconstanta.org.evil.com',
    'www.spring96.org.evil.com',
    'baj.media.evil.com',
    'bajmedia.org',
    'baj-media.org',
  ])('that imitates a known one speaks against, and nothing for: %s', host => {
    const reasons = saidOf(domainOf(host))
    expect(reasons).toContain('-domain_like_signatory Quercus')
    expect(reasons).not.toContain('+address_at_website')
  })

  it.each(['lawtrend.org', 'be.lawtrend.org', 'baj.media'])('that is a known one is not it: %s', host => {
    expect(saidOf(host)).not.toContain('-domain_like_signatory Quercus')
  })

  it.each(['baj.example', 'vilnius-forum.org', 'spring.org', 'trend.org', 'human.org', 'bajka.org'])(
    'that has a word in common with one says nothing: %s',
    host => {
      expect(saidOf(host)).toEqual(atWebsite)
    },
  )

  it.each([
    ['viasna.org', viasna],
    ['vyasna.org', viasna],
    ['вясна.бел', viasna],
    ['legal-initiative.org', 'Legal Initiative'],
    ['righttodefense.org', 'Right to Defense'],
    ['dubovyhai.org', 'Quercus'],
  ])('that has a signatory’s name speaks against, and nothing for: %s', (host, name) => {
    const known = other(viasna, { known: { names: ['Вясна'], domains: [] } })
    const others = host === 'вясна.бел' ? [known] : [held]
    const weighed = said({ name: 'Green Path', website: `https://${host}`, email: `a@${host}`, others })
    expect(new Set(weighed)).toEqual(new Set([`-domain_named_like_signatory ${name}`]))
  })

  it.each([
    ['t.me/viasna96', viasna],
    ['facebook.com/lawtrend', 'Lawtrend'],
    ['sites.google.com/view/human-constanta', 'Human Constanta'],
    ['instagram.com/belarusian_pen', 'Belarusian PEN'],
  ])('of a platform says so of a page that has a signatory’s name: %s', (page, name) => {
    const website = `https://${page}`
    expect(said({ name: 'Green Path', website })).toEqual([
      `-page_named_like_signatory ${name}`,
      'website_is_platform',
    ])
    const owner = other('Green Fund', { website, known: { names: [name], domains: [] } })
    expect(said({ name: 'Green Path', website, others: [owner] })).not.toContain(
      '-page_named_like_signatory Green Fund',
    )
  })

  it.each(['t.me/vesnovka', 'facebook.com/rights', 'github.com/human/rights'])(
    'of a platform says nothing of any other page: %s',
    page => {
      expect(said({ name: 'Green Path', website: `https://${page}` })).toEqual(['website_is_platform'])
    },
  )

  it('that is the signatory’s own website is not it', () => {
    const tutaka = { website: 'https://tutaka.example', email: 'a@tutaka.example' }
    expect(said({ name: 'Fundacja TUTAKA', ...tutaka })).not.toContain(
      '-domain_named_like_signatory Fundacja Tutaka',
    )
  })

  it('of an address that looks like the website’s in another script speaks against', () => {
    expect(
      said({ name: 'Green Path', website: 'https://greenpath.test', email: 'a@greenpаth.test' }),
    ).toEqual(['-address_elsewhere'])
  })
})

describe('weighEvidence', () => {
  it.each(cases)('%s', (_, asked, reasons) => {
    expect(said(asked)).toEqual([...reasons].sort())
  })

  it('is shown on enough of them', () => expect(cases.length).toBeGreaterThan(100))

  it('raises no alarm among the eleven', () => {
    for (const { name } of eleven) {
      const others = eleven.filter(another => another.name !== name)
      const organisation = { name, names: noNames, country: 'BY', website: site }
      const facts = { organisation, email: office, requestedAt: asked, confirmedAt: null, others }
      expect([name, weighEvidence(facts)]).toEqual([
        name,
        { reasons: [{ kind: 'address_at_website', domain: 'ngo.example', speaks: 'for' }] },
      ])
    }
  })

  it('says what the page needs, against first, then for, then neutral', () => {
    const before = other('Mova', { id: '1', status: 'rejected', sameAddress: true })
    const found = weighEvidence({
      organisation: { name: 'M\u043eva', names: noNames, country: null, website: 'https://be.ngo.example' },
      email: office,
      requestedAt: asked,
      confirmedAt: new Date(asked.getTime() + 150_000),
      others: [
        other('Mova', { id: '3', status: 'requested' }),
        other('Bereg', { id: '2', website: site }),
        before,
      ],
    })
    expect(found).toEqual({
      reasons: [
        { kind: 'mixed_script', words: ['M\u043eva'], speaks: 'against' },
        { kind: 'asked_before', id: '1', name: 'Mova', status: 'rejected', by: 'both', speaks: 'against' },
        { kind: 'same_website_as_signatory', id: '2', name: 'Bereg', speaks: 'against' },
        { kind: 'address_at_website', domain: 'ngo.example', speaks: 'for' },
        { kind: 'look_alike_of_request', id: '3', name: 'Mova', status: 'requested', speaks: 'neutral' },
        { kind: 'confirmed_after', minutes: 2, fast: false, speaks: 'neutral' },
      ],
    })
  })

  it.each([
    ['organisation', 'MOVA', false],
    ['address', 'Bereg', true],
    ['both', 'MOVA', true],
  ])('says who asked before: by %s', (by, name, sameAddress) => {
    const others = [other(name, { status: 'withdrawn', sameAddress })]
    expect(weigh({ name: 'Mova', website: site, others }).reasons).toContainEqual(
      expect.objectContaining({ kind: 'asked_before', by, speaks: 'neutral' }),
    )
  })

  it.each([
    ['the platform', 'https://t.me/made_up', 't.me'],
    ['the suffix', 'https://made-up.github.io/x', 'github.io'],
    ['the host of blogs', 'https://made-up.wordpress.com', 'wordpress.com'],
  ])('names %s', (_, website, domain) => {
    expect(weigh({ name: 'Mova', website }).reasons).toContainEqual(
      expect.objectContaining({ kind: 'website_is_platform', domain }),
    )
  })

  it.each([
    [0, 0, true],
    [9_999, 0, true],
    [10_000, 0, false],
    [59_999, 0, false],
    [60_000, 1, false],
    [3 * 24 * 60 * 60_000, 4320, false],
    // Two machines' clocks.
    [-5_000, 0, true],
  ])('counts the minutes to the confirmation: %i ms', (passed, minutes, fast) => {
    const { reasons } = weighEvidence({
      organisation: { name: 'Mova', names: noNames, country: null, website: site },
      email: office,
      requestedAt: asked,
      confirmedAt: new Date(asked.getTime() + passed),
      others: [],
    })
    expect(reasons).toContainEqual({ kind: 'confirmed_after', minutes, fast, speaks: 'neutral' })
  })

  it('gives no grade, and the summary counts what it says, for any two of the cases', () => {
    const some = fc.constantFrom(...cases.map(([, asked]) => asked))
    fc.assert(
      fc.property(some, some, (one, two) => {
        const evidence = weigh({ ...one, others: [...(one.others ?? []), ...(two.others ?? [])] })
        expect(Object.keys(evidence)).toEqual(['reasons'])
        const speaks = evidence.reasons.map(reason => reason.speaks)
        expect(summarise(evidence)).toEqual({
          for: speaks.filter(word => word === 'for').length,
          against: speaks.filter(word => word === 'against').length,
        })
        const isClear = speaks.includes('for') && !speaks.includes('against')
        expect(isInDoubt(evidence)).toBe(!isClear)
      }),
    )
  })

  it('compares 200 hostile names in no time', () => {
    const name = 'ﷺ\u0430a'.repeat(66)
    const others = Array.from({ length: 200 }, (_, at) => other(`${name}${at}`, { status: 'confirmed' }))
    expect(processorTime(() => weigh({ name, others }), 1)).toBeLessThan(3000)
  })
})

describe('mailProvider', () => {
  it.each([
    'gmail.com',
    'googlemail.com',
    'mail.ru',
    'bk.ru',
    'inbox.ru',
    'internet.ru',
    'list.ru',
    'ya.ru',
    'yandex.ru',
    'yandex.by',
    'yandex.kz',
    'tut.by',
    'mail.tut.by',
    'proton.me',
    'protonmail.com',
    'pm.me',
    'tutanota.com',
    'tuta.io',
    'riseup.net',
    'posteo.de',
    'inbox.lt',
    'wp.pl',
    'o2.pl',
    'op.pl',
    'gmx.de',
    'ukr.net',
    'icloud.com',
    'msk.ru',
    'duck.com',
    'rambler.ru',
    'systemli.org',
  ])('anybody has an address at %s', host => expect(mailProvider(host)).toBe('free'))

  it.each(['mailinator.com', 'yopmail.com', 'guerrillamail.com', '10minutemail.com', 'a.b.mailinator.com'])(
    'and for ten minutes at %s, though it is free as well',
    host => expect(mailProvider(host)).toBe('disposable'),
  )

  it.each([
    'ngo.example',
    'example.org',
    'example.com',
    'made-up.msk.ru',
    'made-up.pp.ua',
    'notgmail.com',
    'gmail.com.test',
    'spring96.org',
    'baj.media',
    'humanconstanta.org',
    'belhelcom.org',
    'lawtrend.org',
    'penbelarus.org',
    'humanrightshouse.org',
    'amnesty.org',
    'hrw.org',
    'fidh.org',
    'swissinfo.org',
    'nhc.no',
    'hfhr.pl',
    'localhost',
    '',
    'com',
  ])('but not at %s', host => expect(mailProvider(host)).toBe(null))
})

describe('domains', () => {
  it.each([
    ['a.b.ngo.example', 'ngo.example', null],
    ['made-up.github.io', 'made-up.github.io', 'github.io'],
    ['www.made-up.narod.ru', 'made-up.narod.ru', 'narod.ru'],
    ['mail.made-up.org.by', 'made-up.org.by', null],
    ['org.by', 'org.by', null],
    ['www.wordpress.com', 'wordpress.com', 'wordpress.com'],
    ['m.facebook.com', 'facebook.com', 'facebook.com'],
  ])('of %s: %s, on %s', (host, domain, platform) => {
    expect(siteOf(host)).toMatchObject({ domain, platform })
  })

  it.each(['github.io', 'com.by', 'localhost', '192.0.2.1', '', '[2001:db8::1]'])('of %j: nobody’s', host => {
    expect(siteOf(host)).toBe(null)
  })

  it.each([
    ['A@Ngo.Example', 'ngo.example'],
    ['"a@b"@ngo.example', 'ngo.example'],
    ['a@кветкі.example', new URL('http://кветкі.example').hostname],
    ['a@ngo.example.', 'ngo.example'],
    ['a@[192.0.2.1]', '[192.0.2.1]'],
  ])('of the address %s: %s', (email, host) => expect(hostOfAddress(email)).toBe(host))
})
