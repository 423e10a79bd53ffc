import { type Language, translator } from '../i18n/index.ts'

/** Of no kind that a browser fills in by itself. */
export const trapField = 'subject'

/**
 * A field that neither people nor screen readers meet, and that programs fill in. Browsers without styles show it, and
 * it says what to do.
 */
export function Trap({ lang }: { lang: Language }) {
  return (
    <label class="visually-hidden" aria-hidden="true">
      <input class="visually-hidden" name={trapField} value="" tabindex={-1} autocomplete="off" />
      {translator(lang)('form.trap')}
    </label>
  )
}
