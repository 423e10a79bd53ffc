import type { Child } from 'hono/jsx'
import { type Language, translator, type WordsFor } from '../i18n/index.ts'
import { disownAnchor, paths } from '../paths.ts'
import { Split } from '../ui/columns.tsx'
import { Form } from '../ui/fields.tsx'
import { Actions, Button, ButtonLink, Notice, Steps } from '../ui/parts.tsx'
import { renderSite } from '../ui/site-layout.tsx'
import { type PlaceOf, usePlace } from '../ui/statement-place.tsx'

/** Where a page of this folder stands: its language and its path in each. */
export type PageAddress = {
  lang: Language
  path: (lang: Language) => string
  /** Where its statement stands, if that is not public. */
  placeOf?: PlaceOf | undefined
  /** As whom its reader signs, where that is known. */
  signer?: WordsFor | undefined
}

const steps = ['steps.asked', 'steps.confirm', 'steps.moderator', 'steps.listed'] as const
const stepsWithQuestion = [
  'steps.asked',
  'steps.confirm',
  'steps.moderator',
  'private.next.question',
  'steps.listed',
] as const

type StepsProps = {
  lang: Language
  at: number
  kind?: WordsFor | undefined
  question?: boolean
  withheld?: boolean
  /** Its statement is in its private round. */
  isPrivate?: boolean | undefined
}

/** What happens next, with the step the person is at; with a moderator's question, one more. */
export function NextSteps({ lang, at, kind, question, withheld, isPrivate }: StepsProps) {
  const t = translator(lang, kind)
  const listed = listedStep(withheld === true, isPrivate === true)
  const items = (question ? stepsWithQuestion : steps).map((key, index) => ({
    text: t(key === 'steps.listed' ? listed : key),
    state: stateOfStep(index, at),
  }))
  return (
    <Steps
      heading={t('steps.title')}
      items={items}
      doneLabel={t('steps.done')}
      currentLabel={t('steps.current')}
    />
  )
}

function listedStep(withheld: boolean, isPrivate: boolean) {
  if (withheld) return 'withheld.step'
  return isPrivate ? 'round.step' : 'steps.listed'
}

function stateOfStep(index: number, at: number): 'done' | 'current' | 'next' {
  if (index < at) return 'done'
  return index === at ? 'current' : 'next'
}

/** Whether its statement is in its private round: nothing of it is public. */
export const isInRound = ({ placeOf }: PageAddress): boolean => placeOf !== undefined

/** A page that says one thing: what just happened, or what does not work and the way on. */
export function renderNotice(
  address: PageAddress,
  notice: { kind: 'done' | 'info' | 'stop'; title: string; at?: number; children: Child },
): string {
  const { lang, path, placeOf, signer } = address
  const body = (
    <Notice kind={notice.kind} level={1} heading={notice.title}>
      {notice.children}
    </Notice>
  )
  return renderSite({
    lang,
    title: notice.title,
    path,
    placeOf,
    children:
      notice.at === undefined ? (
        body
      ) : (
        <Split side={<NextSteps lang={lang} at={notice.at} kind={signer} isPrivate={isInRound(address)} />}>
          {body}
        </Split>
      ),
  })
}

export function Back({ lang, slug }: { lang: Language; slug: string }) {
  const place = usePlace(slug)
  if (place === null) return null
  return (
    <Actions>
      <ButtonLink kind="quiet" href={paths.statement.page(lang, place)}>
        {translator(lang)('statement.back')}
      </ButtonLink>
    </Actions>
  )
}

/** Where no statement is known. */
export function Home({ lang }: { lang: Language }) {
  return (
    <Actions>
      <ButtonLink kind="quiet" href={paths.home}>
        {translator(lang)('fault.home')}
      </ButtonLink>
    </Actions>
  )
}

/** "This was not us", with a button of its own: opening the page stops nothing. */
export function Disown({ lang, action }: { lang: Language; action: string }) {
  const t = translator(lang)
  return (
    <section class="section" id={disownAnchor.slice(1)}>
      <h2>{t('disown.title')}</h2>
      <p>{t('disown.text')}</p>
      <Form action={action}>
        <input type="hidden" name="action" value="disown" />
        <Actions>
          <Button kind="danger">{t('disown.submit')}</Button>
        </Actions>
      </Form>
    </section>
  )
}
