import { parse } from 'tldts'
import { bareHost } from '../organisation.ts'

/** Words that few but sellers have in a name, or in a line below it: one is an advertisement. */
const strongSales = new RegExp(
  `(?<!\\p{L})(?:${[
    '(?:casino|kasino|giveaway|seo|click here|viagra|cialis|levitra|xxx|escorts?|forex|payday|jackpot)(?!\\p{L})',
    '(?:1xbet|1x bet|melbet|mostbet|pin-?up|vulkan casino|bet365|onlyfans)(?!\\p{L})',
    '(?:crypto|bitcoin) ?(?:invest|trad|exchange|signal|earn)|(?:crypto|bitcoin)currency (?:invest|trad)',
    'porn|work from home|make money|earn money|fake id|replica watch|buy (?:followers|likes)|sex (?:shop|chat|video|dating)',
    'казино|казіно|виагр|віягр|порно|шлюх|проститутк|эскорт|секс-?(?:шоп|услуг|знакомств)',
    'кредит(?:ы)? онлайн|онлайн[- ]?кредит|за[йё]мы? (?:на карту|онлайн|без)|ставки на (?:спорт|спорце)|стаўкі на спорт',
    '(?:заработок|заработка|заработай|интим)(?!\\p{L})|накрутк|раскрутк|наркотики закладк|работа (?:на дому|в интернете)|крипт\\p{L}* ?(?:инвест|обмен)',
    'грузоперевоз|ремонт квартир|натяжные потолки|бесплатные? (?:лайк|подписчик|спин)|фриспин|купить диплом|жми сюда',
  ].join('|')})`,
  'iu',
)

/** Words of what is sold; two of them are an advertisement. */
const sales = new RegExp(
  `(?<!\\p{L})(?:${[
    'buy|order now|cheap|discounts?|promo|coupons?|sale|best price|free trial|earn|followers|subscribers|likes|casino|bets?|betting',
    'instagram|tiktok|youtube|diplomas?|iphone|crypto|bitcoin|forex|loans?|viagra|escort|seo|click here|limited offer|whatsapp|telegram channel|cash|% off',
    'investments?|trading|bonus|jackpot|replica|wholesale|delivery|free spins|subscribe|follow us|dm|investors?|profits?',
    'инстаграм|диплом[аы]?|справк[аи]|купить|куплю|продам|продаж[аи]|заказать|закажи|дёшево|дешево|скидк[аи]|акция|промокод|заработок|заработай|подписчик[аиов]*|лайк[аиов]*',
    'казино|ставки|кредит(?:ы|ов)?|займы?|биткоин|криптовалюта|распродажа|бесплатно|бесплатн\\p{L}+|жми|раскрутка|накрутка',
    'недорого|услуги|авиабилеты|д[её]ш[её]в\\p{L}+|доставка|оптом|бонус[ы]?|инвестиции|выиграй|розыгрыш|подпишись|подписывайтесь',
    'kup|kupuj|tani[eoa]|sprzeda\\p{L}*|zniżk\\p{L}+|pożyczk\\p{L}+|darmow\\p{L}+|obserwuj\\p{L}*|obserwac\\p{L}+|instagram\\p{L}+',
    'kaufen|billig\\p{L}*|rabatte?|kostenlos\\p{L}*|gewinnspiel\\p{L}*|pirk(?:ti|ite)?|pig(?:iai|ūs|us)|nuolaid\\p{L}+|paskol\\p{L}+',
    'купіць|куплю|прадам|замовіць|танна|зніжк[аі]|падпісчык[аіў]*|крэдыт|пазык[аі]|стаўкі|бясплатна|распродаж',
  ].join('|')})(?!\\p{L})`,
  'giu',
)

const address = new RegExp(
  [
    'h(?:tt|xx)ps?[:/]',
    '(?<![\\p{L}\\p{N}])www\\.',
    '[\\p{L}\\p{N}._-]+@[\\p{L}\\p{N}-]+\\.[\\p{L}]{2,}',
    '(?<![\\p{L}\\p{N}])@[\\w]{4,}',
    // Hosts whose label is one letter.
    '(?<![\\p{L}\\p{N}])(?:t|m|x|vk|fb|wa)\\.(?:me|com)/',
    // What is written to be seen by people and not by a filter.
    '[\\p{L}\\p{N}]\\s?(?:\\[\\.\\]|\\(\\.\\)|[\\[(]dot[\\])])\\s?\\p{L}',
    '[\\p{L}\\p{N}] (?:dot|точка|кропка) (?:com|org|net|info|by|ru|io|ком|ру|бай)(?!\\p{L})',
  ].join('|'),
  'iu',
)
const hostLike = /(?<![\p{L}\p{N}@])(?:[\p{L}\p{N}-]{2,}\.)+\p{L}{2,}(?:\/\S*)?/gu
/** Nine digits or more, or fewer behind a plus: years are fewer, «1917–2017» among them. */
const telephone = /\+(?:[\s().-]*\d){7,}|\d(?:[\s().-]*\d){8,}/u

/**
 * True of a name that reads as advertising: an address, a host, a telephone number, words of a sale. A medium may be
 * called as its own site is (Reform.news): that alone is no advertisement.
 */
export function readsAsAdvertising(typed: string, website: string | null): boolean {
  if (isOwnHost(typed, website)) return false
  const name = typed.normalize('NFKC')
  if (strongSales.test(name)) return true
  const words = new Set([...name.matchAll(sales)].map(([word]) => word.toLowerCase()))
  return (
    address.test(name) || telephone.test(name) || (name.match(hostLike) ?? []).some(isHost) || words.size >= 2
  )
}

function isHost(text: string): boolean {
  const { isIcann, domain } = parse(text)
  return isIcann === true && domain !== null
}

const isOwnHost = (name: string, website: string | null): boolean =>
  website !== null && name.trim().toLowerCase() === bareHost(new URL(website))

/** The same of the public line, which may say where its own site is. */
export function lineReadsAsAdvertising(line: string, website: string | null): boolean {
  const own = website === null ? '' : bareHost(new URL(website)).replaceAll('.', '\\.')
  const ownAddress = new RegExp(
    `(?<![\\p{L}\\p{N}.@-])(?:https?://)?(?:www\\.)?${own}(?![\\p{L}\\p{N}-])(?:/\\S*)?`,
    'giu',
  )
  return readsAsAdvertising(own === '' ? line : line.replace(ownAddress, ' '), null)
}
