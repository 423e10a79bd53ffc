/** An organisation as a list of any length is filled with: the same one for the same number, in every run. */
export type Seeded = {
  name: string
  name_en: string | null
  name_be: string | null
  name_ru: string | null
  country: string | null
  website: string | null
  comment: string | null
  language: 'en' | 'be' | 'ru'
}

type Tongue = { language: Seeded['language']; name: (form: number, cause: number, town: number) => string }

const split = (words: string) => words.split(',')
const pick = (words: readonly string[], at: number) => words[at % words.length] ?? ''

const towns = split(
  'Minsk,Brest,Hrodna,Homiel,Viciebsk,Mahilioŭ,Vilnius,Kaunas,Klaipėda,Warszawa,Kraków,Gdańsk,Łódź,Białystok,Wrocław,Poznań,Kyjiw,Lwiw,Odesa,Charkiw,Berlin,München,Köln,Leipzig,Zürich,Genève,Paris,Lyon,Marseille,Bruxelles,Gent,Amsterdam,Utrecht,London,Leeds,Glasgow,Dublin,Cork,Oslo,Bergen,Stockholm,Malmö,Göteborg,København,Århus,Helsinki,Tampere,Tallinn,Tartu,Rīga,Daugavpils,Praha,Brno,Bratislava,Košice,Budapest,Pécs,Ljubljana,Zagreb,Beograd,Sarajevo,Skopje,Tirana,Sofia,Plovdiv,București,Cluj,Chișinău,Athína,Roma,Milano,Torino,Napoli,Madrid,Barcelona,Valencia,Lisboa,Porto,Tbilisi,Yerevan,Toronto,Montréal,Ottawa,Boston,Chicago,Seattle,Austin,Mexico,Bogotá,Lima,Santiago,Buenos Aires,Tokyo,Seoul,Sydney,Perth,Wellington,Nairobi,Accra,Tunis',
)
const townsInCyrillic = split(
  'Мінск,Брэст,Гродна,Гомель,Віцебск,Магілёў,Полацк,Орша,Пінск,Ліда,Слуцк,Баранавічы,Бабруйск,Жодзіна,Барысаў,Мазыр,Салігорск,Маладзечна,Наваполацк,Светлагорск,Рэчыца,Жлобін,Слонім,Кобрын,Ваўкавыск,Калінкавічы,Смаргонь,Рагачоў,Асіповічы,Горкі,Навагрудак,Вілейка,Бяроза,Дзяржынск,Крычаў,Івацэвічы,Лунінец,Паставы,Глыбокае,Нясвіж,Клецк,Стоўбцы,Мір,Бешанковічы,Ашмяны,Астравец,Шчучын,Масты,Скідзель,Зэльва',
)

const tongues: Tongue[] = [
  {
    language: 'en',
    name: (form, cause, town) =>
      `${pick(split('Human Rights Centre,Initiative,Association,Foundation,Legal Committee,Network,Union,Forum,Observatory,Alliance'), form)} for ${pick(split('the Right to Return,Free Speech,Fair Trials,Political Prisoners,Exiled Journalists,Academic Freedom,Stateless Persons,Peaceful Assembly,Public Interest Law,Children in Exile'), cause)} of ${pick(towns, town)}`,
  },
  {
    language: 'be',
    name: (form, cause, town) =>
      `${pick(split('Праваабарончы цэнтр,Ініцыятыва,Асацыяцыя,Фонд,Юрыдычны камітэт,Сетка,Саюз,Форум,Назіральны савет,Рада'), form)} «${pick(split('Вяртанне,Вольнае слова,Справядлівы суд,Палітвязні,Журналісты ў выгнанні,Вольная навука,Годнасць,Мірны сход,Грамадскае права,Дзеці ў выгнанні'), cause)}» (${pick(townsInCyrillic, town)})`,
  },
  {
    language: 'ru',
    name: (form, cause, town) =>
      `${pick(split('Правозащитный центр,Инициатива,Ассоциация,Фонд,Юридический комитет,Сеть,Союз,Форум,Наблюдательный совет,Объединение'), form)} «${pick(split('Возвращение,Свободное слово,Справедливый суд,Политзаключённые,Журналисты в изгнании,Свободная наука,Достоинство,Мирное собрание,Общественное право,Дети в изгнании'), cause)}» — ${pick(townsInCyrillic, town)}`,
  },
  {
    language: 'en',
    name: (form, cause, town) =>
      `${pick(split('Stowarzyszenie,Fundacja,Verein,Gesellschaft,Fédération,Asociația,Společnost,Sdružení,Ühing,Draugija'), form)} “${pick(split('Godność,Wolne Słowo,Freiheit,Würde,Droit au retour,Dreptate,Svoboda,Důstojnost,Õigus,Teisingumas'), cause)}” ${pick(towns, town)}`,
  },
]

const countries = split('BY,BY,BY,LT,LT,PL,PL,UA,DE,GB,US,FR,CZ,GE,SE,NO,EE,LV,NL,BE,CH,CA,ES,IT')
const comments = split(
  'We stand with those who were forced out.,Ніхто не можа быць выгнаны са сваёй краіны.,Никто не может быть изгнан из своей страны.,No one shall be exiled.',
)

/** Of all organisations, only the one with this number has the rare word in its name. */
export const rareWord = 'Nalibaki'
const rareAt = 777

/**
 * The organisation with a number from 0 to 99,999; no two have the same name. A quarter each in English, Belarusian,
 * Russian and further Latin languages; four in ten give a second name.
 */
export function seededOrganisation(i: number): Seeded {
  const tongue = tongues[i % tongues.length] ?? tongues[0]
  const at = Math.floor(i / tongues.length)
  const [form, cause, town] = [at % 10, Math.floor(at / 10) % 10, Math.floor(at / 100)]
  const spelled = tongue?.name(form, cause, town) ?? ''
  const cyrillic = tongue?.language === 'be' || tongue?.language === 'ru'
  // There are fewer towns than numbers where they are written in Cyrillic.
  const again = cyrillic ? Math.floor(town / townsInCyrillic.length) : Math.floor(town / towns.length)
  const name = `${spelled}${i === rareAt ? ` ${rareWord}` : ''}${again > 0 ? `, ${again + 1}` : ''}`
  const english =
    cyrillic && i % 5 < 2 ? `${tongues[0]?.name(form, cause, town) ?? ''} (${tongue?.language})` : null
  return {
    name,
    name_en: english,
    name_be: null,
    name_ru: null,
    country: i % 33 === 0 ? null : pick(countries, (i * 7) % 1009),
    website: i % 10 < 7 ? `https://organisation-${i}.example.org` : null,
    comment: i % 7 === 0 ? pick(comments, i) : null,
    language: tongue?.language ?? 'en',
  }
}
