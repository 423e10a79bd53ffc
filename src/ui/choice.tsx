import { type Language, languages, translator } from '../i18n/index.ts'

/** One of a few, with none left open: the first is chosen unless `value` says otherwise. */
export function Choice(props: {
  name: string
  label: string
  hint?: string
  value: string | undefined
  options: readonly { value: string; label: string; lang?: Language }[]
}) {
  const { name, label, hint, value, options } = props
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <select id={name} name={name} class="short" aria-describedby={hint && `${name}-hint`}>
        {options.map(option => (
          <option value={option.value} lang={option.lang} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Each language by its own name. */
export const languageOptions = languages.map(lang => ({
  value: lang,
  label: translator(lang)('language.name'),
  lang,
}))
