import { fewestShown, type ProviderArrivals, seemsBlocked, sumOf } from '../../domain/figures.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Share } from './bars.tsx'

/** How many who asked from a mail provider confirmed: of the days that are shown, and lately. */
export function ArrivalsTable({ lang, arrivals }: { lang: Language; arrivals: readonly ProviderArrivals[] }) {
  const t = translator(lang)
  return (
    <table class="figures-table" aria-labelledby="arrivals">
      <thead>
        <tr>
          <th scope="col">{t('figures.provider')}</th>
          <th scope="col">{t('figures.arrived')}</th>
          <th scope="col">{t('figures.lately')}</th>
        </tr>
      </thead>
      <tbody>
        {arrivals.map(({ provider, all, lately }) => {
          const others = arrivals.filter(other => other.provider !== provider).map(other => other.lately)
          return (
            <tr>
              <th scope="row" translate="no">
                {provider}
              </th>
              <td data-label={t('figures.arrived')}>
                <Share part={all.confirmed} whole={all.asked} />
                {t('figures.of', all)}
              </td>
              <td data-label={t('figures.lately')}>
                {lately.asked < fewestShown ? t('figures.few') : t('figures.of', lately)}
                {seemsBlocked({ all, lately }, sumOf(others)) && (
                  <strong class="silent">{t('figures.silent')}</strong>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
