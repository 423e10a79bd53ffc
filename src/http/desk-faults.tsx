import type { Context } from 'hono'
import type { AppEnv, DeskEnv } from '../env.ts'
import { translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import { renderDesk } from '../ui/desk-layout.tsx'
import { Actions, ButtonLink, Notice } from '../ui/parts.tsx'

/**
 * Something was sent, and nobody is signed in: nothing was done. 401. `kept`: what was sent is kept, and comes back by
 * signing in at this address.
 */
export function answerSignedOut(c: Context<AppEnv> | Context<DeskEnv>, kept?: string) {
  const lang = c.var.lang
  const t = translator(lang)
  const title = t('signin.ended.title')
  const page = renderDesk({
    lang,
    title,
    role: null,
    children: (
      <Notice kind="stop" level={1} heading={title}>
        <p>{t(kept === undefined ? 'signin.ended.text' : 'signin.ended.kept')}</p>
        <Actions>
          <ButtonLink href={kept ?? paths.auth.signIn}>{t('signin.title')}</ButtonLink>
        </Actions>
      </Notice>
    ),
  })
  return c.html(page, 401)
}

/** 403 for a moderator where only administrators may go. */
export function answerAdministratorsOnly(c: Context<DeskEnv>) {
  const lang = c.var.lang
  const t = translator(lang)
  const title = t('auth.administrators.title')
  const page = renderDesk({
    lang,
    title,
    role: 'moderator',
    timeZone: c.var.signedIn.moderator.timeZone,
    children: (
      <Notice kind="stop" level={1} heading={title}>
        <p>{t('auth.administrators.text')}</p>
        <Actions>
          <ButtonLink href={paths.desk.queue} kind="quiet">
            {t('auth.desk')}
          </ButtonLink>
        </Actions>
      </Notice>
    ),
  })
  return c.html(page, 403)
}
