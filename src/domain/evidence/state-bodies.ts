import { nameWords } from '../look-alike/name-words.ts'
import { soundOfWord } from '../look-alike/sound.ts'

/**
 * Bodies of the Belarusian state in English, Belarusian and Russian, a line each: beginnings of words that follow one
 * another in the name, small words left out.
 */
const bodies = `
  state securit committee
  committee state securit
  дзяржаўн бяспек
  государственн безопасн
  госбезопасн
  дзяржбяспек
  investigat committee
  следчы камітэт
  следственн комитет
  следственн управлен
  prosecutor office
  prosecutor general
  general prosecutor
  procurac
  prokuratur
  пракуратур
  прокуратур
  ministry
  ministries belarus
  міністэрств
  министерств
  council minister
  cabinet minister
  савет міністр
  совет министр
  supreme court
  вярхоўны суд
  верховный суд
  constitutional court
  канстытуцыйны суд
  конституционный суд
  national assembly belarus
  national assembly republic
  нацыянальны сход
  национальн собран
  house representatives
  палат прадстаўнік
  палат представител
  council republic
  савет рэспублік
  совет республики
  administration president
  presiden administration
  адміністрац прэзід
  администрац президент
  president belarus
  president republic
  прэзідэнт беларус
  президент беларус
  прэзідэнт рэспублік
  президент республик
  central election commis
  central commis election
  цэнтральн выбар камісі
  центральн избирательн комисси
  цэнтральн камісі выбар
  центральн комисси выбор
  цэнтрвыбаркам
  центризбирком
  state control committee
  камітэт дзяржаўн кантрол
  комитет государственн контрол
  border committee
  памежны камітэт
  пограничн комитет
  customs committee
  мытны камітэт
  таможенн комитет
  department corrections
  дэпартамент выканання пакаранн
  департамент исполнен наказан
  government belarus
  government republic
  урад беларус
  урад рэспублік
  правительств беларус
  правительств республик
  security council belarus
  security council republic
  савет бяспекі
  совет безопасности
  armed forces
  узброеныя сілы
  вооружен сил
  internal troops
  унутраныя войскі
  внутренн войск
  organised crime corruption
  organized crime corruption
  national bank belarus
  national bank republic
  нацыянальн банк рэспублік
  национальн банк республик
  нацбанк
  выканаўчы камітэт
  исполнительный комитет
  executive committee
  райвыканкам
  гарвыканкам
  аблвыканкам
  райисполком
  горисполком
  облисполком
  народны сход
  народное собран
  people assembly
`

/** Their acronyms, which count as capital letters alone. */
const acronyms = new Set(
  `
  КГБ КДБ KGB KDB МВД МУС MVD МИД МЗС ГУБОПиК ГУБАЗіК ГУБОПИК ГУБАЗІК GUBOPiK GUBOPIK ОМОН АМАП OMON АМОН ЦИК ЦВК КГК ОАЦ ДФР РОВД РУУС
  `
    .trim()
    .split(/\s+/),
)

const small = new Set(
  [
    'the',
    'of',
    'for',
    'and',
    'on',
    'to',
    'with',
    'against',
    'і',
    'и',
    'па',
    'по',
    'при',
    'пры',
    'у',
    'в',
    'на',
  ].map(soundOfWord),
)

let stems: string[][] | undefined

/** True of a name that is, or holds, the name of a body of the Belarusian state. */
export function namesStateBody(name: string): boolean {
  // Made at the first question: a Worker pays for what it does while it starts.
  stems ??= bodies
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(soundOfTyped))
  if (name.split(/[^\p{L}]+/u).some(word => acronyms.has(word))) return true
  const words = nameWords(name)
    .map(soundOfWord)
    .filter(word => !small.has(word))
  return stems.some(body => words.some((_, at) => follows(words.slice(at), body)))
}

const follows = (words: readonly string[], body: readonly string[]): boolean =>
  body.every((stem, at) => words[at]?.startsWith(stem) === true)

const soundOfTyped = (word: string): string => soundOfWord(nameWords(word).join(''))
