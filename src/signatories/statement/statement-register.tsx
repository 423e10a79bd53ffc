import type { Config } from '../../config.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { listedItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import { AllNamesAddress } from '../all-names-address.tsx'
import { QuickSearch } from '../list/search-form.tsx'
import { Register, SignatoryList } from '../register.tsx'
import { namesOnPage } from './names-on-page.ts'

type Props = { config: Config; lang: Language; statement: PublicStatement }

/**
 * The names under the statement: all of them, or of a long list the founding and the newest ones and the way to all.
 */
export function StatementRegister({ config, lang, statement }: Props) {
  const t = translator(lang)
  const { slug, count } = statement
  const { founding, others, kind, later } = namesOnPage(statement)
  const whole = kind === 'endorsing'
  const items = (some: readonly Signatory[]) => some.map(signatory => listedItem(signatory, lang, statement))
  return (
    <Register
      id="signatories"
      live
      partial={!whole}
      heading={t('list.title')}
      note={t(whole ? 'list.note' : 'list.noteShort')}
      side={
        <p>
          <a href={paths.list.page(lang, slug)}>{t('list.whole')}</a>
        </p>
      }
    >
      <SignatoryList kind="founding" heading={t('list.founding')} items={items(founding)} />
      {others.length > 0 && <SignatoryList kind={kind} heading={t(`list.${kind}`)} items={items(others)} />}
      {later.length > 0 && <SignatoryList kind="later" heading={t('list.later')} items={items(later)} />}
      {!whole && (
        <>
          <p class="to-all">
            <a href={paths.list.page(lang, slug)}>{t('list.all', { count })}</a>
          </p>
          <QuickSearch lang={lang} slug={slug} />
          <AllNamesAddress config={config} lang={lang} statement={statement} />
        </>
      )}
    </Register>
  )
}
