import { allows } from '../../domain/actions.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { Language } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import { Checkbox, Form } from '../../ui/fields.tsx'
import { Actions, Button } from '../../ui/parts.tsx'
import { SendLink } from './send-link.tsx'

type LeaveProps = {
  lang: Language
  endorsement: Endorsement
  token: string
  unticked: boolean
  /** Its statement is in its private round: nothing of it is public. */
  isPrivate: boolean
}

/**
 * The ways out: withdrawing, at once while nothing is public, and having one's own data erased. And all of it as a
 * file.
 */
export function LeaveSection({ lang, endorsement, token, unticked, isPrivate }: LeaveProps) {
  const t = wordsFor(lang, endorsement)
  return (
    <>
      {allows('withdrawOwn', endorsement) && (
        <section class="section">
          <h2>{t('private.withdraw.title')}</h2>
          {endorsement.status === 'approved' ? (
            <>
              <p>
                {t(
                  endorsement.nameWithheld || isPrivate
                    ? 'withheld.leave.withdraw'
                    : 'private.withdraw.listed',
                )}
              </p>
              <SendLink lang={lang} token={token} purpose="withdraw" />
            </>
          ) : (
            <WithdrawAtOnce lang={lang} endorsement={endorsement} token={token} unticked={unticked} />
          )}
        </section>
      )}
      <section class="section">
        <h2>{t('private.data.title')}</h2>
        <p>{t('private.data.text')}</p>
        <ul class="links">
          <li>
            <a href={paths.endorsement.data(lang, token)} download="">
              {t('private.data.link')}
            </a>
          </li>
        </ul>
      </section>
      <section class="section">
        <h2>{t('private.erase.title')}</h2>
        <p>{t(endorsement.status === 'approved' ? 'private.erase.listed' : 'private.erase.text')}</p>
        <SendLink lang={lang} token={token} purpose="erase" />
      </section>
    </>
  )
}

function WithdrawAtOnce({ lang, endorsement, token, unticked }: Omit<LeaveProps, 'isPrivate'>) {
  const t = wordsFor(lang, endorsement)
  return (
    <>
      <p>{t('private.withdraw.waiting')}</p>
      <Form action={paths.endorsement.action(lang, token, 'withdraw')}>
        <Checkbox
          name="agreed"
          label={t('hour.withdraw.box')}
          error={unticked ? t('hour.unticked') : undefined}
          required
        />
        <Actions>
          <Button kind="danger">{t('hour.withdraw.submit')}</Button>
        </Actions>
      </Form>
    </>
  )
}
