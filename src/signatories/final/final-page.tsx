import { raw } from 'hono/html'
import type { Config } from '../../config.ts'
import type { FinalSignatory } from '../../domain/final-list.ts'
import { signingAs } from '../../domain/organisation.ts'
import { textIn } from '../../domain/statement.ts'
import { escapeHtml } from '../../formats/html.ts'
import { formatMomentInZone, type Language, type Translate, translator } from '../../i18n/index.ts'
import { signatoryHtml } from '../../organisations/signatory.tsx'
import { signatoryItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { FinalEntry, FinalList } from '../../storage/final-lists.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { HashCommands } from '../../ui/hash-commands.tsx'
import { type Fact, Facts, Masthead } from '../../ui/parts.tsx'
import { SafetyLink } from '../../ui/safety-link.tsx'
import { foreignMarks, renderSite } from '../../ui/site-layout.tsx'
import { extensionSentences } from '../deadline/extension-lines.tsx'
import { outwardTitle } from '../outward-title.ts'

// No name can write the mark: each is escaped.
const mark = '<!--names-->'

type FinalView = { statement: PublicStatement; final: FinalList }

/** The final list, piece by piece: no list is too long for it. A number whose signatory left says so. */
export async function* finalPieces(
  config: Config,
  lang: Language,
  view: FinalView,
  batches: AsyncIterable<readonly FinalEntry[]>,
): AsyncGenerator<string> {
  const t = translator(lang)
  const [head = '', foot = ''] = renderFrame(config, lang, view).split(mark)
  yield head
  let next = 1
  for await (const batch of batches) {
    let piece = ''
    for (const { number, signatory } of batch) {
      piece += goneItems(t, next, number)
      piece += item(lang, number, signatory, view.statement)
      next = number + 1
    }
    yield piece
  }
  yield goneItems(t, next, view.final.count + 1) + foot
}

/** The entries from one number up to another, which nobody is named by any more. */
function goneItems(t: Translate, from: number, to: number): string {
  let items = ''
  for (let number = from; number < to; number++)
    items += `<li value="${number}" class="gone">${escapeHtml(t('final.gone'))}</li>`
  return items
}

function item(
  lang: Language,
  number: number,
  signatory: FinalSignatory,
  { defaultLanguage }: PublicStatement,
): string {
  const { kind, personTitle, affiliation } = signatory
  const details = {
    ...signatory,
    ...signingAs(kind, { title: personTitle, affiliation }),
    website: null,
    comment: null,
  }
  const shown = {
    ...signatoryItem(details, lang, defaultLanguage),
    kind: kind === 'organisation' ? undefined : translator(lang)(`final.kind.${kind}`),
  }
  return `<li value="${number}">${signatoryHtml(shown)}</li>`
}

/** The page without the names. */
function renderFrame(config: Config, lang: Language, { statement, final }: FinalView): string {
  const { slug, defaultLanguage, timeZone } = statement
  const t = translator(lang)
  const text = textIn(statement.texts, lang, defaultLanguage)
  const file = config.publicUrl + paths.api.final(slug)
  const moment = formatMomentInZone(lang, new Date(final.closedAt), timeZone)
  return renderSite({
    lang,
    title: t('final.of', { title: outwardTitle(lang, statement) }),
    path: language => paths.statement.final(language, slug),
    original: language => paths.statement.page(language, slug),
    publicUrl: config.publicUrl,
    children: (
      <>
        <Masthead
          eyebrow={
            <a href={paths.statement.page(lang, slug)} {...foreignMarks(text, lang)}>
              {text.title}
            </a>
          }
          title={t('final.title')}
          dateline={t('final.lead', { moment })}
        />
        <p class="count">{t('final.count', { count: final.count })}</p>
        {final.withheld > 0 && <p class="hint">{t('final.withheld', { count: final.withheld })}</p>}
        <Apart lang={lang} view={{ statement, final }} />
        <SafetyLink lang={lang} of={statement} />
        <Facts items={factsOf(lang, { statement, final })} />
        <section class="register">
          <h2>{t('list.title')}</h2>
          <div class="names">
            <ol class="numbered">{raw(mark)}</ol>
          </div>
        </section>
        <section class="section">
          <h2>{t('final.check')}</h2>
          <p>{t('final.check.text')}</p>
          <HashCommands lang={lang} address={file} file="final.json" />
          <p>{t('final.check.names')}</p>
          <ul class="links">
            <li>
              <a href={paths.api.final(slug)}>{t('final.file')}</a>
            </li>
            <li>
              <a href={paths.api.finalNames(slug)}>{t('final.names')}</a>
            </li>
          </ul>
        </section>
      </>
    ),
  })
}

/** Why nobody is on it, and who signed what the text said before. */
function Apart({ lang, view: { statement, final } }: { lang: Language; view: FinalView }) {
  const t = translator(lang)
  return (
    <>
      {final.count + final.withheld === 0 && <p>{t('final.empty', { version: final.version })}</p>}
      {final.earlier > 0 && (
        <p class="hint">
          {t('final.earlier', { count: final.earlier })}{' '}
          <a href={paths.list.page(lang, statement.slug)}>{t('final.earlier.list')}</a>
        </p>
      )}
    </>
  )
}

function factsOf(lang: Language, { statement, final }: FinalView): Fact[] {
  const t = translator(lang)
  const { timeZone } = statement
  const moment = (iso: string) => formatMomentInZone(lang, new Date(iso), timeZone)
  const signed = [statement, ...statement.earlier].find(({ version }) => version === final.version)
  return [
    { label: t('final.closedAt'), value: moment(final.closedAt) },
    ...extensionSentences(lang, statement).map(value => ({ label: t('final.extension'), value })),
    { label: t('final.frozenAt'), value: moment(final.frozenAt) },
    { label: t('about.version'), value: String(final.version) },
    ...(signed ? [{ label: t('about.sha256'), value: signed.sha256, code: true }] : []),
    { label: t('final.sha256'), value: final.sha256, code: true },
  ]
}
