import { skeletonOf } from './skeleton.ts'

/** Words that say nothing of which organisation it is; in English, Belarusian, Russian, Polish, Lithuanian. */
const genericWords = `
  a an the of for and or in on to by with from at after under named our law legal ngo inc ltd
  centre center centrum hub fund forum team club hall house home office bureau group union action people women men
  right rights human civil civic public free open new art media press office aid help
  дом цэнтр центр фонд форум клуб хаб бюро гурт група группа саюз союз рух движение рада совет таварыства общество
  права правы праў прав правоў право чалавека человека людзі люди дапамога помощь медыя медиа жанчын жанчыны женщин
  і и у ў в на па по для з с за аб о об пры при ад от да до імя імені имени ім им нп га гу аа оо мга ано нко
  dom ośrodek fundacja stowarzyszenie praw prawa człowieka im imienia dla na w z i o oraz grupa klub związek rada
  namai namas fondas asociacija centras teisių teisės žmogaus ir už vi všį viešoji įstaiga klubas grupė sąjunga
`

/** Beginnings that stand for all the forms of a word. */
const stems = `
  belarus associat organi committ foundation federation international national initiativ institut coalition network
  movement council society associat platform solidarit communit campaign journalis lawyer advocat writer artist teacher
  student worker women youth young child person disabilit prison politic victim refugee migrant freedom libert democra
  defen protect support develop informat research studies educat cultur social independen europe helsinki humanitar
  environment ecolog business assembl alliance partner diaspora memorial project program documentat monitor expert
  warsaw vilnius minsk kyiv berlin prague brussels london lithuan poland polish ukrain german russia
  latvia riga tbilisi georgia estonia swed norw czech
  беларус белорус арганізац организац асацыяц ассоциац аб'яднан объединен камітэт комитет міжнарод международн фундацы
  ініцыятыв инициатив інстыту институт кааліцы коалици сетк сеть грамад обществен гражданск праваабарон правозащит
  прававы прававая прававо правов юрыды юриди адвакат журналіст журналист пісьмен писател мастац студэнт студент
  жаноч женск моладз молодеж молодёж дзяц дзец детск інвалід инвалид свабод свобод дэмакрат демократ абарон защит
  падтрым поддерж развіцц развит інфармац информац даследа исследова адукац образова культур сацыяльн социальн
  незалежн независим еўрап европ хельсінк хельсинк салідарн солидарн палітычн политич зняволен заключен эколаг
  эколог экалаг дыяспар диаспор праект проект нацыянальн национальн варшав вільн вильн мінск минск літ литов польск
  украін украин
  białorus międzynarod inicjatyw instytut helsińsk dziennikar studen niezależn kultur warszaw wileńsk polsk
  baltarus tarptaut iniciatyv žurnalist nepriklausom kultūr lietuvos vilniaus
`

const list = (words: string): string[] => words.trim().split(/\s+/).map(skeletonOf)

type Generic = { words: ReadonlySet<string>; stems: ReadonlySet<string> }
let generic: Generic | undefined

/** Whether a word (by its skeleton) is shared by so many organisations that it tells none from another. */
export function isGenericWord(skeleton: string): boolean {
  generic ??= { words: new Set(list(genericWords)), stems: new Set(list(stems)) }
  if (generic.words.has(skeleton)) return true
  // A Worker starts often and compares seldom: a handful of look-ups, no scan of the list.
  for (let length = 3; length <= Math.min(skeleton.length, 16); length++) {
    if (generic.stems.has(skeleton.slice(0, length))) return true
  }
  return false
}
