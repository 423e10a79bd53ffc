import { sortedTags } from '../../domain/language.ts'
import { kindOf, personOf } from '../../domain/organisation.ts'
import { countryName, fieldText, type Language, nameField, translator } from '../../i18n/index.ts'
import type { Details } from '../../storage/details.ts'

type Line = { field: string; text: string | null; lang?: string }

const linesOf = (
  { organisation, comment, nameWithheld }: Details,
  lang: Language,
  tags: readonly string[],
): Line[] => [
  { field: 'kind', text: translator(lang)(`signer.${kindOf(organisation)}`) },
  { field: 'organisation', text: organisation.name },
  ...tags.map(tag => ({ field: nameField(tag), text: organisation.names[tag] ?? null, lang: tag })),
  { field: 'title', text: personOf(organisation)?.title ?? null },
  { field: 'affiliation', text: personOf(organisation)?.affiliation ?? null },
  {
    field: 'country',
    text: organisation.country && (countryName(lang, organisation.country) ?? organisation.country),
  },
  { field: 'website', text: organisation.website },
  { field: 'comment', text: comment },
  { field: 'withheld', text: translator(lang)(nameWithheld ? 'withheld.yes' : 'withheld.no') },
]

/** What differs between two states of the public details, field by field. */
export function Changes({
  lang,
  before,
  after,
  unchanged,
}: {
  lang: Language
  before: Details
  after: Details
  /** Said where nothing differs. */
  unchanged?: string
}) {
  const t = translator(lang)
  const tags = sortedTags([before, after].flatMap(({ organisation }) => Object.keys(organisation.names)))
  const present = linesOf(after, lang, tags)
  const changed = linesOf(before, lang, tags).flatMap((old, index) => {
    const now = present[index]
    return now && now.text !== old.text ? [{ old, now }] : []
  })
  if (changed.length === 0) return unchanged ? <p>{unchanged}</p> : null
  return (
    <table class="changes">
      <caption>{t('desk.changes.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.changes.field')}</th>
          <th scope="col">{t('desk.changes.before')}</th>
          <th scope="col">{t('desk.changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ old, now }) => (
          <tr>
            <th scope="row">{fieldText(lang, old.field)}</th>
            <Value label={t('desk.changes.before')} line={old} />
            <Value label={t('desk.changes.after')} line={now} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** With the column's heading beside it, for where there is no room for columns. */
function Value({ label, line: { text, lang } }: { label: string; line: Line }) {
  return (
    <td>
      <span class="changes-when">{label}</span>
      {text === null ? '—' : <bdi lang={lang}>{text}</bdi>}
    </td>
  )
}
