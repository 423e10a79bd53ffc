import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { OrganisationName } from '../organisation-name.tsx'
import type { LeftOut } from './preview-bulk.ts'

type LeftOutProps = { lang: Language; heading: string; requests: readonly LeftOut[] }

/** Those that nothing is done to, each with the reason. */
export function LeftOutList({ lang, heading, requests }: LeftOutProps) {
  const t = translator(lang)
  if (requests.length === 0) return null
  return (
    <section class="section">
      <h2>{heading}</h2>
      <ul>
        {requests.map(({ id, why, ...organisation }) => (
          <li>
            <a href={paths.desk.request(id)}>
              <OrganisationName lang={lang} organisation={organisation} />
            </a>
            : {t(`bulk.refused.${why}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}
