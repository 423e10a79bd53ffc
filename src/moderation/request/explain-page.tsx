import { translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { TextArea } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import type { Explaining } from './canned-reasons.ts'
import { Back, DecisionForm, type DecisionProps, renderDecision } from './decision-frame.tsx'
import { DecisionMailPreview } from './mail-preview.tsx'

type ExplainProps = DecisionProps & {
  action: Explaining | 'write' | 'decline'
  code: string
  text: string
  message: Omit<Message, 'to'>
  error?: string | undefined
  /** The proposal that is declined: src/moderation/shown-stamp.ts. */
  proposal?: string
}

/** Second step: the text, to be edited, and the mail as it reads with it. Only what was shown is sent. */
export function renderExplainPage(page: ExplainProps): string {
  const { signedIn, view, query, action, code, text, message, error, proposal } = page
  const { language: lang } = signedIn.moderator
  const { endorsement: e } = view
  const t = translator(lang)
  return renderDecision({
    ...page,
    keys: ['n', 'p'],
    errors: error === undefined ? [] : [{ field: 'words', message: error }],
    children: (
      <>
        <DecisionForm view={view} action={action} query={query}>
          <input type="hidden" name="code" value={code} />
          {proposal !== undefined && <input type="hidden" name="proposal" value={proposal} />}
          {/* What the mail below was made of: any other text is shown in it first. */}
          <input type="hidden" name="shown" value={error === undefined ? text : ''} />
          <TextArea
            name="words"
            label={t(`desk.${action}.words`)}
            hint={t('desk.words.hint', { language: translator(e.language)('language.name') })}
            value={text}
            error={error}
            rows={6}
            lang={e.language}
            shortcut="n"
            autofocus={text === '' && error === undefined}
            required
          />
          <Actions>
            <Button kind={action === 'return' || action === 'write' ? 'primary' : 'danger'} shortcut="p">
              {t(`desk.${action}.submit`)}
            </Button>
            <Button kind="quiet" name="step" value="look">
              {t('desk.words.look')}
            </Button>
            <Back lang={lang} view={view} query={query} />
          </Actions>
        </DecisionForm>
        {text === '' ? (
          <p class="hint">{t('desk.words.first')}</p>
        ) : (
          <DecisionMailPreview
            lang={lang}
            view={view}
            message={message}
            waits={action === 'reject' || action === 'return'}
          />
        )}
      </>
    ),
  })
}
