import { type Language, translator } from '../i18n/index.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { orderInWords } from './words.ts'

type Props = { lang: Language; statement: Pick<PublicStatement, 'listOrder'> }

/** Below a list, on paper too: in which order it is. By date says the note above it. */
export function OrderLine({ lang, statement }: Props) {
  if (statement.listOrder === 'date') return null
  return (
    <p class="hint list-order">
      {translator(lang)('list.orderLine', { order: orderInWords(lang, statement) })}
    </p>
  )
}
