import { type Language, translator } from '../i18n/index.ts'

type CopyButtonProps = {
  lang: Language
  /** What it copies, in words. */
  label: string
  /** The id of the element whose text it copies. */
  of: string
}

/** Beside a text that people take away. It is there only where src/client/live/copy.ts runs, and says what it did. */
export function CopyButton({ lang, label, of }: CopyButtonProps) {
  const t = translator(lang)
  return (
    <span class="copy-way">
      <button type="button" class="button quiet" data-copy={of}>
        {label}
      </button>
      <span role="status" data-done={t('share.copied')} data-selected={t('share.selected')} />
    </span>
  )
}
