import type { Publishable, PublishableText } from '../../domain/draft.ts'
import {
  compareTexts,
  courtesyToCheck,
  needsVersion,
  type PublishChoice,
  type Published,
} from '../../domain/publishing.ts'
import type { SignedIn } from '../../env.ts'
import { andList, languageName, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Checkbox, Fieldset, Form } from '../../ui/fields.tsx'
import { MomentIn } from '../../ui/moment.tsx'
import { Actions, Button, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { Option } from '../option.tsx'
import { stampOf } from '../shown-stamp.ts'
import { settingsFacts } from './settings-facts.ts'
import { TextReview } from './text-review.tsx'

export const publishRefusals = [
  'changed_meanwhile',
  'not_proposed',
  'same_administrator',
  'newcomer',
  'slug_taken',
  'name_taken',
  'unchosen',
] as const
type ShownRefusal = { reason: (typeof publishRefusals)[number]; name: string }

export type PublishView = {
  signedIn: SignedIn
  slug: string
  revision: number
  digest: string
  content: Publishable
  published: Published | null
  needsSecond: boolean
  proposal: (PublishChoice & { name: string; isOwn: boolean; proposedAt: Date }) | null
  /** How many sign a substantive version anew, and how many are on the list. */
  askedAnew: number
  /** The deadline of a statement that is published; null: it has none. */
  closesAt: Date | null
  signatories: number
  refused: ShownRefusal | null
}

/** What publishing a draft will do, before it is done. */
export function renderPublishPage(view: PublishView): string {
  const { signedIn, slug, content, published } = view
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const isNew = needsVersion(published, content)
  const main = content.texts.find(({ language }) => language === content.defaultLanguage)
  return renderDesk({
    lang,
    title: t('write.publish.title'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="writing">
        {view.refused && (
          <Notice kind="stop">
            <p role="alert">{t(`write.refused.${view.refused.reason}`, { name: view.refused.name })}</p>
          </Notice>
        )}
        <Masthead
          eyebrow={<a href={paths.desk.statement(slug)}>{t('write.publish.back')}</a>}
          title={t('write.publish.title')}
          dateline={main?.title}
        />
        <p>{whatHappens(view, isNew)}</p>
        {view.needsSecond && <p>{t('write.publish.needsSecond')}</p>}
        <Facts
          items={[
            { label: t('write.publish.address'), value: paths.statement.page(lang, slug), verbatim: true },
            { label: t('write.publish.founders'), value: String(content.founders.length) },
            ...settingsFacts(lang, settingsOf(view), published !== null),
          ]}
        />
        <Texts view={view} />
        {view.proposal ? (
          <Agreement view={view} proposal={view.proposal} />
        ) : (
          <Choices view={view} isNew={isNew} />
        )}
      </div>
    ),
  })
}

/** The deadline of what is published is moved on the page of its times alone. */
const settingsOf = ({ content, published, closesAt }: PublishView): Publishable =>
  published === null ? content : { ...content, closesAt: closesAt?.toISOString() ?? null }

function whatHappens({ signedIn, published }: PublishView, isNew: boolean): string {
  const t = translator(signedIn.moderator.language)
  if (published === null) return t('write.publish.first')
  return isNew
    ? t('write.publish.newVersion', { version: published.version + 1 })
    : t('write.publish.noVersion', { version: published.version })
}

/** Each text with its hash; of one that differs from what was published, how. */
function Texts({ view }: { view: PublishView }) {
  const { signedIn, content, published } = view
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const groups = [
    { heading: t('write.publish.texts'), before: published?.texts ?? [], now: content.texts },
    { heading: t('write.publish.courtesy'), before: published?.courtesy ?? [], now: content.courtesy },
  ]
  return (
    <>
      {groups.map(({ heading, before, now }) => {
        const compared = compareTexts<PublishableText>(before, now)
        return compared.length === 0 ? null : (
          <section class="section">
            <h2>{heading}</h2>
            {compared.map(text => (
              <TextReview lang={lang} text={text} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function Hidden({ view: { revision, digest, proposal } }: { view: PublishView }) {
  return (
    <>
      <input type="hidden" name="revision" value={String(revision)} />
      <input type="hidden" name="digest" value={digest} />
      <input type="hidden" name="proposal" value={stampOf(proposal)} />
    </>
  )
}

function Choices({ view, isNew }: { view: PublishView; isNew: boolean }) {
  const { signedIn, slug, content, published, askedAnew, signatories } = view
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const toCheck = courtesyToCheck(published, content)
  return (
    <Form action={paths.desk.writing(slug, 'publish')}>
      <Hidden view={view} />
      {published !== null && isNew && <input type="hidden" name="asked" value="change" />}
      {published !== null && isNew && (
        <Fieldset legend={t('write.change')}>
          <Option
            name="change"
            value="editorial"
            label={t('write.change.editorial')}
            hint={t('write.change.editorial.hint', { signatories })}
            required
          />
          <Option
            name="change"
            value="substantive"
            label={t('write.change.substantive')}
            hint={t('write.change.substantive.hint', {
              asked: askedAnew,
              others: signatories - askedAnew,
              deadline: view.closesAt === null ? 'no' : 'yes',
            })}
            required
          />
        </Fieldset>
      )}
      {toCheck.length > 0 && (
        <Fieldset legend={t('write.keep')} hint={t('write.keep.hint')}>
          {toCheck.map(language => (
            <Checkbox
              name="kept"
              id={`kept-${language}`}
              value={language}
              label={t('write.keep.language', { language: languageName(lang, language) })}
            />
          ))}
        </Fieldset>
      )}
      {published === null && (
        <Fieldset legend={t('write.to')}>
          {(['public', 'private'] as const).map(to => (
            <Option
              name="to"
              value={to}
              label={t(`write.to.${to}`)}
              hint={t(`write.to.${to}.hint`)}
              checked={to === 'public'}
            />
          ))}
        </Fieldset>
      )}
      <Actions>
        <Button name="do" value="publish">
          {t(view.needsSecond ? 'write.publish.propose' : 'write.publish.submit')}
        </Button>
        <a href={paths.desk.statement(slug)}>{t('write.publish.back')}</a>
      </Actions>
    </Form>
  )
}

type AgreementProps = { view: PublishView; proposal: NonNullable<PublishView['proposal']> }

/** What a colleague proposed, for a second administrator; its own author can take it back. */
function Agreement({ view, proposal }: AgreementProps) {
  const { signedIn, slug, published, content } = view
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const isChange = published !== null && needsVersion(published, content)
  const keptNames = proposal.kept.map(language => languageName(lang, language))
  const kept = andList(lang, keptNames)
  return (
    <section class="section">
      <h2>{t('write.proposal')}</h2>
      <p>
        <MomentIn
          lang={lang}
          text={t('write.proposal.by', { name: proposal.name, moment: '{moment}' })}
          at={proposal.proposedAt}
        />
      </p>
      <Facts
        items={[
          { label: t('write.to'), value: t(`write.to.${proposal.to}`) },
          ...(isChange ? [{ label: t('write.change'), value: t(`write.change.${proposal.change}`) }] : []),
          ...(kept === '' ? [] : [{ label: t('write.keep'), value: kept }]),
        ]}
      />
      {proposal.isOwn && <p>{t('write.proposal.own')}</p>}
      <Form action={paths.desk.writing(slug, 'publish')}>
        <Hidden view={view} />
        <Actions>
          {!proposal.isOwn && (
            <Button name="do" value="agree">
              {t('write.proposal.agree')}
            </Button>
          )}
          <Button name="do" value="decline" kind="quiet">
            {t(proposal.isOwn ? 'write.proposal.takeBack' : 'write.proposal.decline')}
          </Button>
        </Actions>
      </Form>
    </section>
  )
}
