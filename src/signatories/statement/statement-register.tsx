import { type Language, translator } from '../../i18n/index.ts'
import { listedItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { QuickSearch } from '../list/search-form.tsx'
import { Register, SignatoryList } from '../register.tsx'
import { namesOnPage } from './names-on-page.ts'

/** The names under the statement: all of them, or of a long list the founding and the newest ones and the way to all. */
export function StatementRegister({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const t = translator(lang)
  const { slug, count } = statement
  const { founding, others, kind } = namesOnPage(statement)
  const whole = kind === 'endorsing'
  const items = (some: readonly Signatory[]) => some.map(signatory => listedItem(signatory, lang, statement))
  return (
    <Register
      id="signatories"
      live
      heading={t('list.title')}
      note={t(whole ? 'list.note' : 'list.noteShort')}
      side={
        whole ? (
          <p>
            <a href={paths.list.page(lang, slug)}>{t('list.whole')}</a>
          </p>
        ) : (
          <QuickSearch lang={lang} slug={slug} />
        )
      }
    >
      <SignatoryList kind="founding" heading={t('list.founding')} items={items(founding)} />
      {others.length > 0 && <SignatoryList kind={kind} heading={t(`list.${kind}`)} items={items(others)} />}
      {!whole && (
        <p class="to-all">
          <a href={paths.list.page(lang, slug)}>{t('list.all', { count })}</a>
        </p>
      )}
    </Register>
  )
}
