import { second } from '../../domain/durations.ts'
import { type FigureDay, type ProviderArrivals, type Stage, stages } from '../../domain/figures.ts'
import type { SignedIn } from '../../env.ts'
import { formatDate, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Figures, StageFigure } from '../../storage/figures.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Actions, Button, Masthead } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { ageInWords } from '../age-in-words.ts'
import { ArrivalsTable } from './arrivals-table.tsx'
import { Bars } from './bars.tsx'

type FiguresPageProps = {
  signedIn: SignedIn
  /** Oldest first, as the figures are. */
  days: readonly FigureDay[]
  figures: Figures
  arrivals: readonly ProviderArrivals[]
  statements: readonly StatementSettings[]
  /** The one that is looked at; null: all that the moderator sees. */
  statement: string | null
}

/** How many asked, confirmed and were decided on, by day, drawn and as a table, and what arrived at mail providers. */
export function renderFiguresPage(page: FiguresPageProps): string {
  const { signedIn, arrivals } = page
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('figures.title'),
    role,
    timeZone,
    at: 'figures',
    children: (
      <div class="desk-figures">
        <Masthead title={t('figures.title')} dateline={t('figures.lead')} />
        <StatementForm lang={lang} {...page} />
        <StageBars lang={lang} {...page} />
        <div class="section">
          <h2 id="arrivals">{t('figures.arrivals')}</h2>
          <p>{t('figures.arrivals.hint')}</p>
          {arrivals.length === 0 ? (
            <p class="queue-empty">{t('figures.arrivals.none')}</p>
          ) : (
            <ArrivalsTable lang={lang} arrivals={arrivals} />
          )}
        </div>
        <div class="section">
          <h2 id="by-day">{t('figures.days')}</h2>
          <DayTable lang={lang} {...page} />
        </div>
      </div>
    ),
  })
}

type PartProps = FiguresPageProps & { lang: Language }

function StatementForm({ lang, statements, statement }: PartProps) {
  if (statements.length < 2) return null
  const t = translator(lang)
  return (
    <form class="queue-statement" method="get" action={paths.desk.figures}>
      <Select
        name="statement"
        label={t('queue.statements')}
        empty={t('queue.statements.all')}
        value={statement ?? ''}
        options={statements.map(({ slug, title }) => ({ value: slug, label: title }))}
      />
      <Actions>
        <Button kind="quiet">{t('queue.statements.choose')}</Button>
      </Actions>
    </form>
  )
}

/** One picture below the other, all to one measure: what is lost between two stages is seen. */
function StageBars({ lang, days, figures }: PartProps) {
  const t = translator(lang)
  const countsOf = (stage: Stage) => figures.days.map(day => day.get(stage)?.count ?? 0)
  const top = Math.max(...stages.flatMap(countsOf))
  const [first, last] = [days.at(0), days.at(-1)]
  return (
    <section class="stages" aria-label={t('figures.stages')}>
      {stages.map(stage => {
        const whole = figures.whole.get(stage)
        return (
          <div class="stage">
            <h2>
              {t(`figures.stage.${stage}`)} <span class="stage-count">{whole?.count ?? 0}</span>
            </h2>
            {stage !== 'asked' && (
              <p class="hint">
                {whole?.median === undefined || whole.median === null
                  ? t('figures.median.none')
                  : t(`figures.median.${stage}`, { time: tookInWords(lang, whole) ?? '' })}
              </p>
            )}
            <Bars values={countsOf(stage)} top={top} />
          </div>
        )
      })}
      {first && last && (
        <p class="bars-ends hint">
          <span>{formatDate(lang, first.date)}</span> <span>{formatDate(lang, last.date)}</span>
        </p>
      )}
      <p class="hint">{t('figures.top', { count: top })}</p>
    </section>
  )
}

function DayTable({ lang, days, figures }: PartProps) {
  const t = translator(lang)
  const rows = days.map((day, at) => ({ day, stages: figures.days[at] })).reverse()
  return (
    <table class="figures-table" aria-labelledby="by-day">
      <thead>
        <tr>
          <th scope="col">{t('figures.day')}</th>
          {stages.map(stage => (
            <th scope="col">{t(`figures.stage.${stage}`)}</th>
          ))}
          <th scope="col">{t('figures.took.confirmed')}</th>
          <th scope="col">{t('figures.took.decided')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ day, stages: of }) => (
          <tr>
            <th scope="row">{formatDate(lang, day.date)}</th>
            {stages.map(stage => (
              <td data-label={t(`figures.stage.${stage}`)}>{of?.get(stage)?.count ?? 0}</td>
            ))}
            {(['confirmed', 'decided'] as const).map(stage => (
              <td data-label={t(`figures.took.${stage}`)}>{tookInWords(lang, of?.get(stage)) ?? '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The time that half of them took at most; null of nobody. */
function tookInWords(lang: Language, figure: StageFigure | undefined): string | null {
  const median = figure?.median ?? null
  return median === null ? null : ageInWords(lang, median * second)
}
