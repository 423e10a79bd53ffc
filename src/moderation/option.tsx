type OptionProps = {
  name: string
  value: string
  /** Where several forms of a page have the name. */
  id?: string
  label: string
  hint: string
  checked?: boolean
  required?: boolean
}

/** One of a few, with what it means below it. */
export function Option({
  name,
  value,
  id = `${name}-${value}`,
  label,
  hint,
  checked,
  required,
}: OptionProps) {
  return (
    <div class="field checkbox">
      <div class="checkbox-row">
        <input
          type="radio"
          id={id}
          name={name}
          value={value}
          checked={checked}
          required={required}
          aria-describedby={`${id}-hint`}
        />
        <label for={id}>{label}</label>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
