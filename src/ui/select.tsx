import { html, raw } from 'hono/html'
import { controlAttributes, Field, type FieldProps } from './field.tsx'

type SelectProps = FieldProps & {
  options: readonly { value: string; label: string }[]
  /** The first option, whose value is empty. */
  empty: string
  value?: string | undefined
  autocomplete?: string | undefined
  /** Those that are chosen often, once more before all of them; with a heading for each. */
  often?: { heading: string; allHeading: string; options: SelectProps['options'] } | undefined
  /** Whether src/client/live.ts keeps its options up to date. */
  live?: boolean | undefined
}

type Option = SelectProps['options'][number]
/**
 * The HTML of a list of options. Every search's page has all the countries, and while a list does not change, its
 * options are the same array: they are written once.
 */
const optionsHtml = new WeakMap<readonly Option[], string>()

/** Every value and label escaped, and the chosen one marked. */
function optionsIn(options: readonly Option[], chosenValue: string | undefined) {
  const all = optionsHtml.get(options) ?? options.map(optionHtml).join('')
  optionsHtml.set(options, all)
  const chosen = options.find(({ value }) => value === chosenValue)
  if (!chosen) return raw(all)
  const opening = openingTag(chosen)
  return raw(all.replace(opening, () => opening.replace(/>$/, ' selected="">')))
}

const openingTag = ({ value }: Option) => String(html`<option value="${value}">`)
const optionHtml = (option: Option) => openingTag(option) + String(html`${option.label}</option>`)

function Options({ options, value, often }: SelectProps) {
  if (!often) return optionsIn(options, value)
  const isOften = often.options.some(option => option.value === value)
  return (
    <>
      <optgroup label={often.heading}>{optionsIn(often.options, value)}</optgroup>
      <optgroup label={often.allHeading}>{optionsIn(options, isOften ? undefined : value)}</optgroup>
    </>
  )
}

/** One of a list; the empty option comes first and is chosen when `value` is none of them. */
export function Select(props: SelectProps) {
  return (
    <Field field={props}>
      <select
        {...controlAttributes(props)}
        autocomplete={props.autocomplete}
        data-live={props.live ? '' : undefined}
      >
        <option value="">{props.empty}</option>
        <Options {...props} />
      </select>
    </Field>
  )
}
