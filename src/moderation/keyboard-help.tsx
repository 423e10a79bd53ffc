import { type Language, translator } from '../i18n/index.ts'
import { type DeskKey, deskKeys } from './shortcuts.ts'

/** The keys that work wherever there are keys. */
const everywhere: readonly DeskKey[] = ['u', '?']

type HelpProps = {
  lang: Language
  /** Those of the page beside `u` and `?`. */
  keys: readonly DeskKey[]
}

/** The page's keys, listed by `?`. They can be switched off on this device; without JavaScript there are none. */
export function KeyboardHelp({ lang, keys }: HelpProps) {
  const t = translator(lang)
  const listed = deskKeys.filter(key => keys.includes(key) || everywhere.includes(key))
  return (
    <>
      <details class="keys" data-key="?">
        <summary aria-keyshortcuts="?">{t('desk.keys.title')}</summary>
        <dl>
          {listed.map(key => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`desk.keys.${key}`)}</dd>
            </div>
          ))}
        </dl>
        <p class="hint">{t('desk.keys.hint')}</p>
        {/* Shown by the script alone: without it there is nothing to switch off. */}
        <p hidden>
          <label>
            <input type="checkbox" data-keys-on="" checked /> {t('desk.keys.on')}
          </label>
        </p>
      </details>
      {/* What `u` answers where the page has nothing to undo. */}
      <p class="key-answer" role="status" data-nothing-to-undo={t('desk.undo.none')} />
    </>
  )
}
