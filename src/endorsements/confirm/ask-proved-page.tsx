import { translator } from '../../i18n/index.ts'
import { wordsForAny } from '../../organisations/words-for.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { Split } from '../../ui/columns.tsx'
import { ErrorSummary, Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'
import { RequestFields, requestErrors, TextChanged } from '../ask/request-fields.tsx'
import type { Faults, Typed } from '../ask/request-form.ts'
import { Back, isInRound, NextSteps, type PageAddress } from '../notice.tsx'

type AskProvedView = {
  email: string
  typed: Typed
  faults: Faults
  textChanged: boolean
  /** Where the form goes: this very page. */
  action: string
}

/** The request is stopped; below, the form for one of one's own, whose address is proved already. */
export function renderAskProvedPage(
  address: PageAddress,
  statement: PublicStatement,
  { email, typed, faults, textChanged, action }: AskProvedView,
): string {
  const { lang } = address
  const t = translator(lang)
  const errors = requestErrors(lang, { typed, faults })
  const problems = t('form.problems', { count: errors.length })
  const title = t('disown.done.title')
  return renderSite({
    lang,
    title: errors.length > 0 ? `${problems} — ${title}` : title,
    path: address.path,
    placeOf: address.placeOf,
    scripts: ['count.js'],
    children: (
      <>
        <Notice kind="done" level={1} heading={title}>
          <p>{t('disown.done.text')}</p>
          <Back lang={lang} slug={statement.slug} />
        </Notice>
        <Split
          side={
            <NextSteps
              lang={lang}
              at={0}
              kind={wordsForAny(statement.signers)}
              isPrivate={isInRound(address)}
            />
          }
        >
          <ErrorSummary title={problems} errors={errors} />
          {textChanged && <TextChanged lang={lang} slug={statement.slug} />}
          <section class="section">
            <h2>{t('disown.own.title')}</h2>
            <p>{t('disown.own.text')}</p>
          </section>
          <Form action={action}>
            <RequestFields
              lang={lang}
              statement={statement}
              typed={typed}
              faults={faults}
              provedEmail={email}
            />
            <Actions>
              <Button>{t('disown.own.submit')}</Button>
            </Actions>
          </Form>
        </Split>
      </>
    ),
  })
}
