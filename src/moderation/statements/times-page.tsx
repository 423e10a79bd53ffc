import { opennessOf } from '../../domain/statement-times.ts'
import { formatMomentInZone, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { type Fact, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { DeadlineSection } from './deadline-section.tsx'
import { FoundersNotice, RoundSection } from './round-section.tsx'
import { type TimesSaying, type TimesView, timesSayings } from './times-view.ts'

/** Whether something was done, and nothing refused. */
export const isDone = (said: TimesSaying): boolean => said === 'done' || said === 'round'

/** A statement's state, when it goes public and until when it can be signed. */
export function renderTimesPage(view: TimesView): string {
  const { signedIn, times, title, said } = view
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('times.title'),
    role,
    timeZone,
    at: 'statements',
    children: (
      <div class="desk-settings">
        {said && (
          <Notice kind={isDone(said) ? 'done' : 'stop'}>
            <p role={isDone(said) ? 'status' : 'alert'}>{t(timesSayings[said])}</p>
          </Notice>
        )}
        <Masthead
          eyebrow={
            <a href={paths.desk.statement(times.slug)} {...(title ? foreignMarks(title, lang) : {})}>
              {title?.title ?? times.slug}
            </a>
          }
          title={t('times.title')}
          dateline={t('times.lead', { zone: times.timeZone })}
        />
        <Facts items={factsOf(lang, view)} />
        {times.state === 'public' && (
          <p>
            <a href={paths.statement.page(lang, times.slug)}>{t('write.public')}</a>
          </p>
        )}
        {times.state === 'public' && <FoundersNotice lang={lang} view={view} />}
        {times.state === 'private' && <RoundSection lang={lang} view={view} />}
        <DeadlineSection lang={lang} view={view} />
      </div>
    ),
  })
}

function factsOf(lang: Language, { times, signed, now }: TimesView): Fact[] {
  const t = translator(lang)
  const { state, opensAt, closesAt, publishAt, timeZone, lateSignatories } = times
  const period = {
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    lateSignatories,
  }
  const moment = (at: Date) => formatMomentInZone(lang, at, timeZone)
  const stateKey =
    state === 'public'
      ? (`times.openness.${opennessOf(period, now)}` as const)
      : (`times.state.${state}` as const)
  return [
    { label: t('times.state'), value: t(stateKey) },
    ...(signed
      ? [
          { label: t('times.signed'), value: t('format.number', { count: signed.present }) },
          { label: t('times.signedEarlier'), value: t('format.number', { count: signed.earlier }) },
        ]
      : []),
    ...(state === 'private'
      ? [{ label: t('times.publishAt'), value: publishAt ? moment(publishAt) : t('times.byHand') }]
      : []),
    { label: t('deadline.label'), value: closesAt ? moment(closesAt) : t('times.noDeadline') },
    { label: t('times.zone'), value: timeZone },
  ]
}
