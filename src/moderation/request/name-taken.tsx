import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { NameHolder } from '../../storage/listed-names.ts'

type TakenProps = { lang: Language; holders: readonly NameHolder[]; query: string }

/** Why something cannot be published under its names: who is on the list under one of them. */
export function NameTaken({ lang, holders, query }: TakenProps) {
  if (holders.length === 0) return null
  return (
    <p class="hint">
      {translator(lang)('desk.nameTaken')}{' '}
      {holders.map(({ id, name, nameWithheld }, index) => (
        <>
          {index > 0 && ', '}
          <a href={paths.desk.request(id) + query}>
            <bdi>{name}</bdi>
          </a>
          {nameWithheld && ` (${translator(lang)('withheld.tag')})`}
        </>
      ))}
    </p>
  )
}
