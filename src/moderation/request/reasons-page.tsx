import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Actions } from '../../ui/parts.tsx'
import { cannedReasonsFor, type Explaining } from './canned-reasons.ts'
import { Back, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { withParameter } from './request-context.ts'

/** First of two steps: the canned reasons, each a link that fills the next step's text. */
export function renderReasonsPage(page: DecisionProps & { action: Explaining }): string {
  const { signedIn, view, query, action } = page
  const { language: lang } = signedIn.moderator
  const { id, language } = view.endorsement
  const t = translator(lang)
  return renderDecision({
    ...page,
    keys: ['1-9'],
    children: (
      <>
        <nav aria-label={t('desk.reasons.title')}>
          <ol class="reasons">
            {cannedReasonsFor(action, language).map(({ code, text }, index) => (
              <li>
                <a
                  href={paths.desk.action(id, action) + withParameter(query, `code=${code}`)}
                  data-key={String(index + 1)}
                  aria-keyshortcuts={String(index + 1)}
                >
                  {t(`reason.${code}.label`)}
                </a>
                {text && (
                  <p class="hint" lang={language}>
                    {text}
                  </p>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <Actions>
          <Back lang={lang} view={view} query={query} />
        </Actions>
      </>
    ),
  })
}
