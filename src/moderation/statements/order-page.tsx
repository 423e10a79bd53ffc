import { type Move, moved, moves } from '../../domain/statement-order.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { OrderedStatement } from '../../storage/statement-order.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'

/** What became of a button, by the word that the address carries. */
export const orderNotices = ['moved', 'changed_meanwhile', 'not_possible'] as const

type OrderProps = {
  signedIn: SignedIn
  order: readonly OrderedStatement[]
  titles: readonly StatementSettings[]
  notice: (typeof orderNotices)[number] | null
}

/** The order of the statements, with buttons that change it. */
export function renderOrderPage({ signedIn, order, titles, notice }: OrderProps): string {
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const featured = order.find(({ state }) => state === 'public')
  return renderDesk({
    lang,
    title: t('order.title'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="desk-settings">
        {notice && (
          <Notice kind={notice === 'moved' ? 'done' : 'stop'}>
            <p role="status">{t(`order.${notice}`)}</p>
          </Notice>
        )}
        <Masthead title={t('order.title')} dateline={t('order.lead')} />
        <ol class="people">
          {order.map((statement, place) => (
            <li>
              <Title lang={lang} slug={statement.slug} titles={titles} />
              <p class="meta">
                {statement === featured && <strong>{t('order.featured')} · </strong>}
                {t(`order.state.${statement.state}`)} · {t(`order.origin.${statement.origin}`)}
              </p>
              <MoveButtons lang={lang} order={order} place={place} />
            </li>
          ))}
        </ol>
        <p class="hint">{t('order.files')}</p>
      </div>
    ),
  })
}

type TitleProps = { lang: Language; slug: string; titles: OrderProps['titles'] }

/** A draft may have no title yet. */
function Title({ lang, slug, titles }: TitleProps) {
  const text = titles.find(one => one.slug === slug)
  return <h2 {...(text && foreignMarks(text, lang))}>{text?.title ?? slug}</h2>
}

type ButtonProps = { lang: Language; order: OrderProps['order']; place: number }

function MoveButtons({ lang, order, place }: ButtonProps) {
  const t = translator(lang)
  const { slug = '' } = order[place] ?? {}
  const possible = moves.filter(move => isOffered(move, place) && moved(order, slug, move) !== null)
  if (possible.length === 0) return null
  return (
    <Form action={paths.desk.order}>
      <input type="hidden" name="statement" value={slug} />
      <input type="hidden" name="place" value={String(place)} />
      <Actions>
        {possible.map(move => (
          <Button kind="quiet" name="move" value={move}>
            {t(`order.${move}`)}
            <span class="visually-hidden">: {slug}</span>
          </Button>
        ))}
      </Actions>
    </Form>
  )
}

/** From the second place up is to the first. */
const isOffered = (move: Move, place: number): boolean => !(move === 'first' && place === 1)
