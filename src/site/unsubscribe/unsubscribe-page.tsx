import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { UnsubscribeKind } from '../../storage/unsubscribe-tokens.ts'
import { Form } from '../../ui/fields.tsx'
import { Actions, Button, Notice } from '../../ui/parts.tsx'
import { renderSite } from '../../ui/site-layout.tsx'

type UnsubscribeView = {
  lang: Language
  token: string
  /** Null: the address is none of ours. */
  kind: UnsubscribeKind | null
  /** The mail still comes. */
  on: boolean
}

/** Says which mail the link turns off, with a button for it; once it is off, that it is and how to have it again. */
export function renderUnsubscribePage({ lang, token, kind, on }: UnsubscribeView): string {
  const t = translator(lang)
  const title = titleOf(kind, on)
  return renderSite({
    lang,
    title: t(title),
    path: language => paths.site.unsubscribe(language, encodeURIComponent(token)),
    children: (
      <Notice kind={noticeOf(kind, on)} level={1} heading={t(title)}>
        {kind === null && <p>{t('unsubscribe.unknown.text')}</p>}
        {kind !== null && <p>{t(`unsubscribe.${kind}.${on ? 'on' : 'off'}`)}</p>}
        {kind !== null && on && (
          <Form action={paths.site.unsubscribe(lang, token)}>
            <Actions>
              <Button name="off" value={kind}>
                {t('unsubscribe.button')}
              </Button>
            </Actions>
          </Form>
        )}
      </Notice>
    ),
  })
}

function titleOf(kind: UnsubscribeKind | null, on: boolean) {
  if (kind === null) return 'unsubscribe.unknown.title'
  return on ? 'unsubscribe.title' : 'unsubscribe.done.title'
}

function noticeOf(kind: UnsubscribeKind | null, on: boolean) {
  if (kind === null) return 'stop'
  return on ? 'info' : 'done'
}
