import type { Config } from '../../config.ts'
import type { Language } from '../../i18n/index.ts'
import { listedItem } from '../../organisations/signatory-item.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { AllNamesAddress } from '../all-names-address.tsx'
import { QuickSearch } from '../list/search-form.tsx'
import { Names } from '../names.tsx'
import { namesOnPage } from '../names-on-page.ts'
import { OrderLine } from '../order-line.tsx'
import { Register } from '../register.tsx'
import { noteOn, wordsAbout } from '../words.ts'

type Props = { config: Config; lang: Language; statement: PublicStatement }

/**
 * The names under the statement: all of them, or of a long list the founding and the newest ones and the way to all.
 */
export function StatementRegister({ config, lang, statement }: Props) {
  const { slug, count } = statement
  const names = namesOnPage(statement, lang)
  const t = wordsAbout(lang, statement)
  return (
    <Register
      id="signatories"
      live
      partial={!names.isWhole}
      heading={t('list.title')}
      note={noteOn(lang, statement, names.isWhole)}
      side={
        <p>
          <a href={paths.list.page(lang, slug)}>{t('list.whole')}</a>
        </p>
      }
    >
      <Names
        lang={lang}
        statement={statement}
        names={names}
        item={signatory => listedItem(signatory, lang, statement)}
      />
      {names.isWhole ? (
        <OrderLine lang={lang} statement={statement} />
      ) : (
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
