import { describe, expect, it } from 'vitest'
import { closestNames, lookOf } from '../../../../src/domain/look-alike/resemblance.ts'
import founding from '../../../../src/statements/forcible-expulsion/statement.json' with { type: 'json' }

// Each of the eleven as others wrote its name who were not it, and organisations that exist, or well could, beside them.

const imitations: Record<string, string> = {
  'Human Constanta': `
    HumanConstanta | Human-Constanta | Human Konstanta | Humans Constanta | Human Constansa | Хьюман Канстанта
    Хуман Константа | ჰიუმან კონსტანტა | Constanta Human Rights | Human Constanta Poland | Humain Constanta
    Human Constantá | Human Constanta International | Humanconstanta Foundation | Хуман Констанца
    Чалавечая Канстанта | Человеческая константа | The Human Constant
    Friends of Human Constanta | Հյուման Կոնստանտա | Menschliche Konstante
  `,
  'Belarusian Helsinki Committee': `
    Беларускі Хельсінкскі Камітэт | Белорусский хельсинкский комитет | Беларусский Хельсинский комитет
    Belarus Helsinki Committee | Helsinki Committee of Belarus | Belarussian Helsinki Committee
    Belarusian Helsinky Committee | Belarusian Helsinki Comittee | Belarusian Helsinki Group
    Helsinki Committee (Belarus) | Białoruski Komitet Helsiński | Baltarusijos Helsinkio komitetas
    Білоруський Гельсінський комітет | BHC | B.H.C. | БХК | BHK | NGO BHC | BelHelCom | Λευκορωσία BHC
    New Belarusian Helsinki Committee | ბელარუსის ჰელსინკის კომიტეტი | Helsinki Committee Belarus
    Belarusian Helsinki Cmte | Belarusian Helsinki Commission | Bielaruski Helsinski Kamitet
    Bielaruski Chielsinkski Kamitet | Белорусская Хельсинкская группа | БелХК | Belarus-Helsinki-Committee
    BELARUSIAN HELSINKI COMMITTEE! | Комитет «Хельсинки» Беларусь
    Republican Public Association Belarusian Helsinki Committee | Bielorussian Helsinki Committee
    Byelorussian Helsinki Committee | Weißrussisches Helsinki-Komitee | Comité Helsinki du Bélarus
    Helsinki Committee in Minsk | Belarusian Committee of Helsinki | Belarusian Helsinki Committees
    Comité d'Helsinki de Biélorussie | Comité d’Helsinki du Bélarus | Comité Helsinki de Bielorrusia
    Belarussisches Helsinki-Komitee | Επιτροπή του Ελσίνκι της Λευκορωσίας | Λευκορωσική Επιτροπή του Ελσίνκι
    Komitet Helsiński na Białorusi | Friends of the Belarusian Helsinki Committee
    РПОО БХК | Белорусский Хельсинкский к-т | Բելառուսի Հելսինկյան կոմիտե
  `,
  Lawtrend: `
    Law Trend | Lawtrand | Law-Trends | Лоутрэнд | Лаутренд | Legal Transformation Centre
    Центр правовых трансформаций | Цэнтр прававой трансфармацыі | Center for Legal Transformation Lawtrend
    LTC Lawtrend | Λόουτρεντ | ლოუტრენდი | Lowtrend | Lawtrends | LawTrend Belarus | Law & Trend | Lavtrend
    1awtrend | Legal Trend | Центр правовой трансформации Lawtrend | Lawtrend.org | Прававы трэнд | Lautrend
    Legal Transformation | Law Trend Center | LTC
    Zentrum für rechtliche Transformation | Centre de transformation juridique | Centro de Transformación Legal
    Centrum Transformacji Prawnej | Friends of Lawtrend
    Центр трансформации права | Centre de transformation du droit | Zentrum für Rechtstransformation
    ЛТЦ | Law Trends Belarus | Λοτρεντ | ꓡꓮꓪꓔꓣꓰꓠꓓ | 🅛🅐🅦🅣🅡🅔🅝🅓
  `,
  'Belarusian PEN': `
    PEN Belarus | PEN-Belarus | Belarus PEN Center | Belarusian PEN Centre | Belarusian PEN Club
    Белорусский ПЕН-центр | Беларускі ПЭН-цэнтр | Белорусский ПЕН-клуб | ПЕН Беларусь | БелПЕН | Belarusian PEN (real)
    Białoruski PEN Club | Baltarusijos PEN centras | Belarussian P.E.N. | PEN Center Belarus | PEN-club Belarus
    Беларускі ПЕН | Bielaruski PEN | Белорусский ПЭН | Belorussian PEN | Belarusian PEN International Center
    PEN of Belarus | Belarusian P.E.N. Centre | ПЭН-цэнтр Беларусі | ПЕН-центр Беларуси | Penbelarus
    Belarusian Pen-Center
    PEN Zentrum Belarus | PEN-Zentrum Belarus | Centro PEN de Bielorrusia | Centre PEN Biélorusse
    ბელარუსის პენი | ბელარუსის პენ ცენტრი | Πεν Λευκορωσίας
    BPEN | Белпен | Белорусское отделение ПЕН | Belarusian PeN-Centar | Беларускі ПЭН-клюб | ᏢᎬN Belarus | PENBelarus
  `,
  'Respect-Protect-Fulfill': `
    RPF | RPF Belarus | R.P.F. | Respect, Protect, Fulfil | Respect Protect & Fulfill
    Protect – Respect – Fulfill | RespectProtectFulfill | Respect-Protect-Fulfil Foundation
    Уважать, защищать, выполнять | Respekt Protect Fulfill | Respect Protect Fulfill Belarus
    Respect–Protect–Fulfill! | Respect, Protect and Fulfil Initiative | Паважай, абараняй, выконвай
    Respect-Protect | RPF Initiative | РПФ | Fulfill Respect Protect | Respect.Protect.Fulfill
    Respect Protct Fulfill
    Уважение, защита, исполнение | Павага, абарона, выкананне | Szanuj, chroń, wypełniaj
    Gerbti, apsaugoti, įgyvendinti | Achten, Schützen, Erfüllen | Respecter, protéger, réaliser
    Поважати, захищати, виконувати
  `,
  'Human Rights Center “Viasna”': `
    Viasna | Viasna96 | ПЦ Вясна | Праваабарончы цэнтр «Вясна» | Правозащитный центр Весна
    Vyasna Human Rights Centre | HRC Viasna | Wiasna | Centrum Praw Człowieka „Wiasna” | Spring96 | Βιάσνα
    Վիասնա | ვიასნა | Viasna Human Rights House | Vesna | Vi4sna | Human Rights Center Vesna | Viasna-96 | Vjasna
    Centre Viasna | Праваабарончы цэнтр Viasna | PC Viasna | Spring Human Rights Center
    Human Rights Center Spring 96 | Правозащитный центр Вясна | Wjasna | VIASNA Center for Human Rights | HRC
    ПЦВ | Вясна 96 | Viesna
    Menschenrechtszentrum Wjasna | Centre des droits de l’homme Viasna | Centro de Derechos Humanos Viasna
    Zentrum für Menschenrechte Viasna | ადამიანის უფლებათა ცენტრი ვიასნა | Friends of Viasna
    Κέντρο Ανθρωπίνων Δικαιωμάτων Βιάσνα
    Žmogaus teisių centras Pavasaris | Menschenrechtszentrum Frühling | Viaśna | Lidskoprávní centrum Jaro | Centrum Praw Człowieka Wiosna
  `,
  'Legal Initiative': `
    Legal Initiatives | Legal Initiative (LI) | LegalInitiative | Прававая ініцыятыва | Правовая инициатива
    ПРАВОВАЯ ИНИЦИАТИВА Беларусь | Belarusian Legal Initiative | Legal Initiative Foundation | Law Initiative
    Inicjatywa Prawna | Teisinė iniciatyva | Legal Inititative | Pravavaja inicyjatyva | Initiative Legal
    Юридическая инициатива | Юрыдычная ініцыятыва | The Legal Initiative NGO | Pravavaya initsyyatyva
    Legal Iniciative | Legal-Initiative.by | Legal Initiative Vilnius | Pravovaya iniciativa | Legal Initiativ
    Rechtsinitiative | Initiative juridique | Iniciativa jurídica | სამართლებრივი ინიციატივა
    Νομική πρωτοβουλία
    Legal Initiative Foundation Vilnius | Legal Iniative | Legal Inititiative | Законная инициатива | Teisės iniciatyva | Juristische Initiative | Inicjatywa Prawnicza
  `,
  'Belarusian Association of Journalists': `
    Беларуская асацыяцыя журналістаў | Белорусская ассоциация журналистов | Association of Belarusian Journalists
    Belarusian Journalists’ Association | Belarus Association of Journalists
    Belarusian Asociation of Jurnalists | БАЖ | BAJ | BAZH | B A J | ГА «БАЖ»
    Białoruskie Stowarzyszenie Dziennikarzy | Baltarusijos žurnalistų asociacija
    Belarusian Independent Association of Journalists | ВАЈ | Belarusian Association of Journalist
    Belarus Journalists Association | Bielaruskaja asacyjacyja žurnalistaŭ
    Association of Journalists of Belarus | BAJ media | BAJ Belarus | Ассоциация белорусских журналистов
    Belarusian Society of Journalists | Belarusian Assoc. of Journalists
    Общественное объединение «Белорусская ассоциация журналистов» | Belarusian Asociation of Journalists
    Belaruskaya asatsyyatsyya zhurnalistau | Belarusian Journalist Association
    Белорусская Ассоциация Журналистики | Belarusan Association of Journalists
    Belarussischer Journalistenverband | Belarussischer Verband der Journalisten
    Association Bélarusse des Journalistes | Asociación Bielorrusa de Periodistas
    ბელარუსის ჟურნალისტთა ასოციაცია | Ένωση Δημοσιογράφων Λευκορωσίας
    Białoruskie Stow. Dziennikarzy | Bund belarussischer Journalisten | Бел. ассоциация журналистов
    Բելառուսի լրագրողների ասոցիացիա | Members of the Belarusian Association of Journalists
    Chair of the Belarusian Association of Journalists | Старшыня БАЖ | Zarząd BAJ
  `,
  'Belarusian Human Rights House named after Barys Zvozskau': `
    Belarusian Human Rights House | Human Rights House of Belarus | Barys Zvozskau Human Rights House
    Belarusian House of Human Rights | Беларускі дом правоў чалавека
    Белорусский дом прав человека имени Бориса Звозского | Białoruski Dom Praw Człowieka | BHRH | БДПЧ
    Zvozskau House | Belarusian Human Rights House “Barys Zvozskov” | Belarusian HR House | Barys Zvozskau House
    Беларускі Дом правоў чалавека ім. Б. Звозскава | Boris Zvozskov Human Rights House
    Belarusian Human Rights Home | Human Rights House named after Barys Zvozskau | Belarus Human Rights House
    Barys Zvozskau | Дом прав человека Беларусь | Bielaruski dom pravou čalavieka
    Belarusian Human Rights House Barys Zvozskau | Belhumanrights
    Belarussisches Menschenrechtshaus | Belarussisches Menschenrechtshaus „Barys Swoskau“ | Belarussisches Haus der Menschenrechte | Casa Bielorrusa de Derechos Humanos
    Maison biélorusse des droits de l'homme | ბელარუსის ადამიანის უფლებათა სახლი
    Belarusian HRH | Belarusian Human Rights House Foundation
    Дом прав человека им. Б. Звозского | Belarussian HRHouse
  `,
  'Office for the Rights of Persons with Disabilities': `
    Office for the Rights of People with Disabilities | Office for Rights of Persons with Disability
    Disability Rights Office | Офис по правам людей с инвалидностью | Офіс па правах людзей з інваліднасцю
    Center for the Rights of Persons with Disabilities | Office of Rights of Disabled Persons | ORPD
    Biuro Praw Osób z Niepełnosprawnościami | Belarusian Office for the Rights of Persons with Disabilities
    Бюро по правам лиц с инвалидностью | Office for the Rights of Disabled People
    Office on the Rights of Persons with Disabilities
    The Office for the Rights of Persons with Disability Belarus | Офис по правам инвалидов
    Офис прав людей с инвалидностью | Office for Persons with Disabilities
    Office for Protection of Rights of Persons with Disabilities | Rights of Persons with Disabilities Office
    Офис по защите прав людей с инвалидностью | ОПЛИ | Office for the Rights of Persons with Disabilites
    Bureau for the Rights of Persons with Disabilities | Offise for the Rights of Persons with Disabilities
    Офис по правам людей с ограниченными возможностями | Bureau des droits des personnes handicapées
    Büro für die Rechte von Menschen mit Behinderungen | Biuro ds. Praw Osób Niepełnosprawnych
    Oficina de los Derechos de las Personas con Discapacidad
    Büro für Behindertenrechte | Офис по правам человека с инвалидностью
    Офис по правам людей с особыми потребностями | PWD Rights Office
    Gabinet Praw Osób z Niepełnosprawnościami
  `,
  'Right to Defense': `
    Right to Defence | Right4Defense | Right to Defence Belarus | The Right to Defense | Rights to Defense | RightToDefense
    Права на абарону | Право на защиту | Prawo do obrony | Right of Defence | Right 2 Defense | Teisė į gynybą
    Rihgt to Defense | Right to a Defense | Right for Defense | Право на защиту Беларусь | Right to Legal Defense
    Права на абарону - Беларусь | Right-to-Defence | RTD | Pravo na zashchitu | Prava na abaronu
    Right to Defens | Right to Defense Center | Right to Defense NGO | Право на оборону | Defense Right
    Recht auf Verteidigung | Droit à la défense | Derecho a la defensa | დაცვის უფლება | Δικαίωμα στην υπεράσπιση
    R2D Right to Defense
    Right to be Defended | R2D | Rite to Defense | Pravo na zaščitu | RtD Belarus | Իրավունք պաշտպանության
  `,
}

const honest = `
  Norwegian Helsinki Committee | Bulgarian Helsinki Committee | Netherlands Helsinki Committee
  Moscow Helsinki Group | Helsinki Foundation for Human Rights | Lithuanian Association of Journalists
  Польская асацыяцыя журналістаў | European Federation of Journalists | International Federation of Journalists
  Association of European Journalists | Belarusian Union of Journalists | Belarusian Students’ Association
  Belarusian Council for Culture | PEN America | PEN International | Lietuvos PEN centras | Польскі ПЭН-клуб
  Right to Education | Right to Play | Right to Protection | Legal Aid Centre | Legal Action Worldwide
  Civic Initiative | Free Legal Aid Initiative | Lawyers for Lawyers | Amnesty International | Human Rights Watch
  Human Rights House Foundation | Human Rights House Tbilisi | Human Rights Center (Georgia)
  Праваабарончы цэнтр «Надзея» | «Вясновы сад» | Disability Rights International | European Disability Forum
  Belarusian Association of People with Disabilities | Office for Democratic Institutions and Human Rights
  Human Rights Defenders Fund | Belarusian Investigative Center | Belarusian Women’s Foundation
  Belarusian Medical Solidarity Foundation | Беларускі фонд спартыўнай салідарнасці
  Viciebsk Spring Water Museum | Law and Justice Institute | Committee to Protect Journalists
  Front Line Defenders | Reporters Without Borders | Our House | Freedom House | Dissidentby
  Razam Solidarity Foundation | Center for Civil Liberties | International Commission of Jurists
  World Organisation Against Torture | Polish Helsinki Foundation | Ukrainian Helsinki Human Rights Union
  Крымскотатарский ресурсный центр | Swedish Helsinki Committee | Helsinki Committee of Armenia
  Civil Rights Defenders | Danish Institute Against Torture | Norwegian Human Rights House
  Human Rights House Oslo | Human Rights House Zagreb | Article 19 | Committee for the Defense of Human Rights
  Right to Housing | The Right to Move | Legal Clinic | RADA | Belarusian National Youth Council
  Belarusian Press Photo | PEN Ukraine | English PEN | Scottish PEN | German PEN Center | Russian PEN
  Vytautas Magnus University | Belarusian Independent Trade Union
  Belarusian Congress of Democratic Trade Unions | Belarusian Language Society
  Francišak Skaryna Belarusian Language Society | Coordination Council | Belarus Free Theatre
  Belarusian Institute for Public History | Legal Hub | Belarusian Institute of Public Policy
  Union of Belarusian Writers | Belarus Solidarity Foundation | Belarusians of Vilnius
  Belarusian House in Warsaw | Belarusian House Foundation | Human Rights in Mental Health
  Centre for Disability Rights Poland | Justice Initiative | Open Society Justice Initiative
  Legal Resources Centre | Public Verdict | Memorial Human Rights Centre | Right Livelihood
  Journalists in Need Network | Lithuanian Centre for Human Rights | German-Belarusian Society | Libereco
  Östgruppen | International Partnership for Human Rights | Belarusian Association of Human Rights Lawyers
  Belarusian Association of Publishers | Lithuanian Disability Forum | Association of Ukrainian Journalists
  Конгресс белорусских профсоюзов | Аб’яднанне пераслядаваных журналістаў | Press Club Belarus
  Беларуская рада культуры | Institute of Human Rights | Human Rights First | Human Rights Centre | Right to Know
  Right to Life | Media Defence | Committee Against Torture | Ecohome | Zvozdzen
  Helsinki Citizens’ Assembly – Vanadzor | International Disability Alliance | Office for Human Rights
  Legal Defense Fund | Human Rights Legal Aid | Belarusian Legal Aid Centre | Association of Belarusian Women
  Belarusian Human Rights Initiative | Student Initiative | Беларуская ініцыятыва | Respect for Rights
  Kremlin Watch | Spring of Nations | Vasna | Belarusian Red Cross | Legal Initiatives for Vietnam
  Deutsches PEN-Zentrum | Recht auf Bildung | Droit au logement | Derecho a la educación | Menschenrechtszentrum Memorial
  Österreichischer Journalistenverband | Europäischer Journalistenverband | Maison des journalistes | Kancelaria Prawna
  Deutsches Institut für Menschenrechte | Ελληνική Ένωση για τα Δικαιώματα του Ανθρώπου | Comité Helsinki de Suecia
  Офис по правам детей | Центр правовой информации | Right to Peace | Regional Initiative
  Prague Spring Foundation | Молодежный центр Весна | Молодёжное движение «Весна» | Constanta Maritime University
  Constantine Human Rights Institute
  Chronicle of Current Events | Хроника Минска | Moving Spain | Uman Youth Centre
  Constanza Foundation | Consortium of Belarusian NGOs | Assembly of Belarusian Democratic NGOs
`

/** The eleven as they are known: by their names, and by those that are for comparing only. */
const eleven = founding.foundingSignatories.map(({ name, names = {}, knownAs }) => {
  const labels = knownAs.domains.map(domain => domain.split('.')[0] ?? '')
  const known = [name, ...Object.values(names), ...knownAs.names, ...labels]
  return { name, looks: [...new Set(known)].map(lookOf) }
})
const list = (text: string): string[] =>
  text
    .split(/\||\n/)
    .map(name => name.trim())
    .filter(name => name !== '')
const likenesses = (name: string) => {
  const look = [lookOf(name)]
  return eleven.filter(({ looks }) => closestNames(look, looks) !== null).map(one => one.name)
}

describe('of the names above', () => {
  const copies = Object.entries(imitations).flatMap(([name, text]) =>
    list(text).map(copy => ({ copy, name, flags: likenesses(copy) })),
  )

  it('no more than one imitation in twenty is unseen', () => {
    expect(eleven.map(({ name }) => name)).toEqual(Object.keys(imitations))
    expect(copies.length).toBeGreaterThan(250)
    const unseen = copies.filter(({ name, flags }) => !flags.includes(name))
    expect(unseen.length / copies.length, unseen.map(({ copy }) => copy).join(', ')).toBeLessThan(1 / 20)
  })

  it('none is of another than it imitates', () => {
    expect(copies.filter(({ flags }) => flags.length > 1)).toEqual([])
  })

  it('no more than one honest neighbour in thirty is taken for one of the eleven', () => {
    const names = list(honest)
    expect(names.length).toBeGreaterThan(120)
    const flagged = names.filter(name => likenesses(name).length > 0)
    expect(flagged.length / names.length, flagged.join(', ')).toBeLessThan(1 / 30)
  })
})
