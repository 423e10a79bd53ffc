import { allows } from '../../domain/actions.ts'
import { utcDate } from '../../domain/dates.ts'
import { type Endorsement, isEnded, type Status } from '../../domain/endorsement.ts'
import { changesDueBy } from '../../domain/endorsing.ts'
import { amendmentsAnHour, amendmentsInAll } from '../../domain/limits.ts'
import { formatDate, type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { summaryOf } from '../../organisations/fieldset.tsx'
import { type Faults, organisationFields, type Typed } from '../../organisations/form.ts'
import { paths } from '../../paths.ts'
import type { Title } from '../../storage/statements.ts'
import { Aside, AsideSection, Split } from '../../ui/columns.tsx'
import { ErrorSummary } from '../../ui/fields.tsx'
import { Lines } from '../../ui/lines.tsx'
import { Actions, ButtonLink, Masthead, Notice } from '../../ui/parts.tsx'
import { foreign, renderSite } from '../../ui/site-layout.tsx'
import { PrivateDetails, PublicDetails } from '../details.tsx'
import { NextSteps, type PageAddress } from '../notice.tsx'
import type { AmendOutcome } from '../sent-form.ts'
import { AmendForm, NotHandedIn } from './amend-form.tsx'
import type { PrivateView } from './open-private-link.ts'

/** What became of a form that was just sent; `typed` comes back where it was not handed in. */
export type FormOutcome =
  | { outcome: 'done' | 'same' }
  | { outcome: AmendOutcome; typed: Typed; faults: Faults }

type View = PrivateView & { title: Title; token: string; sent?: FormOutcome | undefined }

/** The representative's own page: where the request stands, what is public of it, what is kept, what can be changed. */
export function renderPrivatePage(address: PageAddress, view: View): string {
  const { endorsement, contact, moderatorText, title, token, sent, since } = view
  const { lang } = address
  const t = translator(lang)
  const state = stateOf(endorsement)
  const heading = t(`private.${state}.title`)
  const typed = sent && 'typed' in sent ? sent.typed : undefined
  const faults = sent && 'faults' in sent ? sent.faults : {}
  const errors = summaryOf(lang, organisationFields, { typed: typed ?? {}, faults })
  const problems = t('form.problems', { count: errors.length })
  return renderSite({
    lang,
    title: errors.length > 0 ? `${problems} — ${heading}` : heading,
    path: address.path,
    children: (
      <>
        <Masthead
          eyebrow={
            <a href={paths.statement.page(lang, endorsement.statement)} lang={foreign(title, lang)}>
              {title.title}
            </a>
          }
          title={heading}
          dateline={t(`private.${state}.text`, { date: waitsUntil(lang, endorsement) })}
        />
        <Split side={<Beside lang={lang} endorsement={endorsement} />}>
          <ErrorSummary title={problems} errors={errors} />
          {sent && <Outcome lang={lang} endorsement={endorsement} sent={sent} />}
          {moderatorText !== null && (
            <FromModerator lang={lang} endorsement={endorsement} text={moderatorText} />
          )}
          <PublicDetails lang={lang} endorsement={endorsement} caption={t(captionOf(endorsement))} />
          <Way lang={lang} endorsement={endorsement} />
          <PrivateDetails lang={lang} contact={contact}>
            <p>{t(isEnded(endorsement.status) ? 'private.contact.erased' : 'private.contact.fixed')}</p>
          </PrivateDetails>
          {allows('amend', endorsement) ? (
            <AmendForm
              lang={lang}
              endorsement={endorsement}
              since={since}
              token={token}
              typed={typed}
              faults={faults}
            />
          ) : (
            typed && <NotHandedIn lang={lang} typed={typed} />
          )}
        </Split>
      </>
    ),
  })
}

const stateOf = (e: Endorsement) => (e.status === 'withdrawn' && e.was ? 'removed' : e.status)

function captionOf(e: Endorsement): MessageKey {
  if (isEnded(e.status)) return 'private.preview.ended'
  return e.status === 'approved' ? 'private.preview.listed' : 'confirm.preview'
}

const waitsUntil = (lang: Language, e: Endorsement): string =>
  e.status === 'returned' ? formatDate(lang, utcDate(changesDueBy(e))) : ''

const stepOf: { [status in Status]?: number } = { requested: 1, confirmed: 2, returned: 3 }

/** The steps while there are any to come, and what this page is. */
function Beside({ lang, endorsement }: { lang: Language; endorsement: Endorsement }) {
  const t = translator(lang)
  const at = stepOf[endorsement.status]
  return (
    <>
      {at !== undefined && <NextSteps lang={lang} at={at} question={endorsement.status === 'returned'} />}
      <Aside>
        <AsideSection heading={t('private.link.title')}>
          <p>{t('private.link.text')}</p>
        </AsideSection>
      </Aside>
    </>
  )
}

function Outcome({
  lang,
  endorsement,
  sent,
}: {
  lang: Language
  endorsement: Endorsement
  sent: FormOutcome
}) {
  if (sent.outcome === 'faulty') return null
  // The page can be opened again when more has happened: then this holds no more.
  if (!('typed' in sent) && endorsement.status !== 'confirmed') return null
  const kinds = {
    done: 'done',
    same: 'info',
    changed: 'stop',
    busy: 'stop',
    often: 'stop',
    spent: 'stop',
  } as const
  return (
    <Notice kind={kinds[sent.outcome]}>
      <p>{translator(lang)(`amend.${sent.outcome}`, { hourly: amendmentsAnHour, all: amendmentsInAll })}</p>
    </Notice>
  )
}

/** What a moderator wrote, line by line. */
function FromModerator(props: { lang: Language; endorsement: Endorsement; text: string }) {
  const { lang, endorsement, text } = props
  const heading = endorsement.status === 'returned' ? 'private.question' : 'private.reason'
  return (
    <Notice kind="info" heading={translator(lang)(heading)}>
      <p dir="auto">
        <Lines text={text} />
      </p>
    </Notice>
  )
}

/** On from here, once the request has come to its end. */
function Way({ lang, endorsement }: { lang: Language; endorsement: Endorsement }) {
  const t = translator(lang)
  if (endorsement.status !== 'approved' && !isEnded(endorsement.status)) return null
  return (
    <div class="section">
      <Actions>
        {endorsement.status === 'approved' ? (
          <ButtonLink href={paths.statement.page(lang, endorsement.statement)}>
            {t('private.list')}
          </ButtonLink>
        ) : (
          <ButtonLink kind="quiet" href={paths.endorsement.ask(lang, endorsement.statement)}>
            {t('private.ask')}
          </ButtonLink>
        )}
      </Actions>
    </div>
  )
}
