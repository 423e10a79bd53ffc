import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { Masthead } from '../../ui/parts.tsx'
import { PasskeyButton } from '../passkey-button.tsx'
import type { Viewer } from '../viewer.ts'

/** Before what asks for a fresh passkey. `answer` says where it leads. */
export function renderVerify({ lang, role, timeZone }: Viewer, answer: string): string {
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('signin.verify.title'),
    role,
    timeZone,
    scripts: ['passkey.js'],
    children: (
      <>
        <Masthead title={t('signin.verify.title')} dateline={t('signin.verify.lead')} />
        <PasskeyButton lang={lang} ceremony="show" options={paths.auth.verifyOptions} answer={answer}>
          {t('signin.verify.submit')}
        </PasskeyButton>
      </>
    ),
  })
}
