import type { KnownKind } from '../../domain/evidence/known-as.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { KnownRow } from '../../storage/known-names.ts'
import { Choice } from '../../ui/choice.tsx'
import { Form, TextField } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import type { RequestView } from './request-view.ts'

/** A name or a domain that could not be kept. */
export type TypedKnown = { kind: KnownKind; typed: string; error: string }

type KnownProps = { lang: Language; view: RequestView; query: string; known: TypedKnown | undefined }

/** What a signatory is known by beside its public names, and where moderators add to it and take away. */
export function KnownForm({ lang, view, query, known }: KnownProps) {
  const t = translator(lang)
  const { endorsement: e } = view
  return (
    <section class="section">
      <h2>{t('desk.known.title')}</h2>
      <p class="hint">{t('desk.known.hint')}</p>
      {view.known.length > 0 && (
        <ul class="known">
          {view.known.map(row => (
            <li>
              <KnownItem lang={lang} view={view} query={query} row={row} />
            </li>
          ))}
        </ul>
      )}
      <Form action={paths.desk.action(e.id, 'know') + query}>
        <input type="hidden" name="revision" value={String(e.revision)} />
        <Choice
          name="kind"
          label={t('desk.known.kind')}
          value={known?.kind}
          options={(['name', 'domain'] as const).map(kind => ({
            value: kind,
            label: t(`desk.known.kind.${kind}`),
          }))}
        />
        <TextField
          name="known"
          label={t('desk.known.value')}
          value={known?.typed}
          error={known?.error}
          spellcheck={false}
        />
        <Actions>
          <Button kind="quiet">{t('desk.known.add')}</Button>
        </Actions>
      </Form>
    </section>
  )
}

type ItemProps = { lang: Language; view: RequestView; query: string; row: KnownRow }

function KnownItem({ lang, view: { endorsement: e }, query, row: { kind, value, fromFiles } }: ItemProps) {
  const t = translator(lang)
  const name = (
    <bdi translate="no" dir="auto">
      {value}
    </bdi>
  )
  if (fromFiles) {
    return (
      <>
        {name} <span class="hint">{t('desk.known.fromFiles')}</span>
      </>
    )
  }
  return (
    <Form action={paths.desk.action(e.id, 'forget') + query}>
      <input type="hidden" name="revision" value={String(e.revision)} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="known" value={value} />
      {name}{' '}
      <button type="submit" class="button quiet" aria-label={t('desk.known.remove.one', { value })}>
        {t('desk.known.remove')}
      </button>
    </Form>
  )
}
