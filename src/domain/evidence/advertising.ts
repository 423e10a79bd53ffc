import { parse } from 'tldts'
import { bareHost } from '../organisation.ts'

/** Words of what is sold; two of them are an advertisement. */
const sales = new RegExp(
  `(?<!\\p{L})(?:${[
    'buy|order now|cheap|discounts?|promo|coupons?|sale|best price|free trial|earn|followers|subscribers|likes|casino|bets?|betting',
    'instagram|tiktok|youtube|diplomas?|iphone|crypto|bitcoin|forex|loans?|viagra|escort|seo|click here|limited offer|whatsapp|telegram channel|cash|% off',
    'инстаграм|диплом[аы]?|справк[аи]|купить|куплю|продам|продаж[аи]|заказать|закажи|дёшево|дешево|скидк[аи]|акция|промокод|заработок|заработай|подписчик[аиов]*|лайк[аиов]*',
    'казино|ставки|кредит|займы?|биткоин|криптовалюта|распродажа|бесплатно|жми|раскрутка|накрутка',
    'купіць|куплю|прадам|замовіць|танна|зніжк[аі]|падпісчык[аіў]*|крэдыт|пазык[аі]|стаўкі|бясплатна|распродаж',
  ].join('|')})(?!\\p{L})`,
  'giu',
)

const address =
  /https?:\/\/|(?<![\p{L}\p{N}])www\.|[\p{L}\p{N}._-]+@[\p{L}\p{N}-]+\.[\p{L}]{2,}|(?<![\p{L}\p{N}])@[\w]{4,}/iu
const hostLike = /(?<![\p{L}\p{N}@])(?:[\p{L}\p{N}-]{2,}\.)+\p{L}{2,}(?:\/\S*)?/gu
/** Nine digits or more, or fewer behind a plus: years are fewer, «1917–2017» among them. */
const telephone = /\+(?:[\s().-]*\d){7,}|\d(?:[\s().-]*\d){8,}/u

/**
 * True of a name that reads as advertising: an address, a host, a telephone number, words of a sale. A medium may be
 * called as its own site is (Reform.news): that alone is no advertisement.
 */
export function readsAsAdvertising(name: string, website: string | null): boolean {
  if (isOwnHost(name, website)) return false
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
