import { type Language, translator } from '../i18n/index.ts'

const keys = ['j', 'k', 'a', 'p', 'r', 'c', 'n', 'u', '/', '?'] as const

/** The desk's keys, listed by `?`. They can be switched off on this device; without JavaScript there are none. */
export function KeyboardHelp({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <details class="keys" data-key="?">
      <summary aria-keyshortcuts="?">{t('desk.keys.title')}</summary>
      <dl>
        {keys.map(key => (
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
  )
}
