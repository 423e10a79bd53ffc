import type { Child } from 'hono/jsx'
import {
  type Attributes,
  controlAttributes,
  describe,
  Field,
  type FieldProps,
  HintAndError,
} from './field.tsx'

type TextProps = FieldProps & {
  value?: string | undefined
  autocomplete?: string | undefined
  spellcheck?: boolean | undefined
  /** The language to be written in the field, where the field asks for one. */
  lang?: string | undefined
}

/** How a browser helps with writing. `machine`: an address, which no dictionary knows. */
function writingAttributes({ autocomplete, spellcheck, lang }: TextProps, machine = false): Attributes {
  return {
    autocomplete,
    lang,
    // hono/jsx leaves out an attribute that is `false`, so it is written as a word.
    spellcheck: machine || spellcheck === false ? 'false' : undefined,
    autocapitalize: machine ? 'none' : undefined,
    dir: machine ? 'ltr' : 'auto',
  }
}

type TextFieldProps = TextProps & {
  type?: 'text' | 'email' | 'url' | 'search' | 'date' | 'datetime-local' | undefined
  inputmode?: 'text' | 'email' | 'url' | 'search' | 'numeric' | undefined
  /** Half the width, for what is always short. */
  short?: boolean | undefined
  /** What the browser offers while somebody types; other text is possible. */
  suggestions?: readonly string[] | undefined
}

/** One line of text. Nothing limits the length here: the server says what is too long, so nothing is cut in silence. */
export function TextField(props: TextFieldProps) {
  const { name, id = name, type = 'text', value = '', suggestions } = props
  const listId = suggestions && `${id}-list`
  return (
    <Field field={props}>
      <input
        {...controlAttributes(props)}
        class={props.short ? 'short' : undefined}
        type={type}
        value={value}
        inputmode={props.inputmode}
        list={listId}
        {...writingAttributes(props, type === 'email' || type === 'url')}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map(suggestion => (
            <option value={suggestion} />
          ))}
        </datalist>
      )}
    </Field>
  )
}

/** Several lines of text. */
export function TextArea(
  props: TextProps & {
    rows?: number | undefined
    autofocus?: boolean | undefined
    /**
     * How many characters there is room for, for src/client/count.ts. Nothing is cut: the server says what is too long.
     */
    most?: number | undefined
  },
) {
  const { rows = 4, value = '' } = props
  return (
    <Field field={props}>
      {/* The parser drops one line break after the tag; this one is dropped, so the person's own stays. */}
      <textarea
        {...controlAttributes(props)}
        {...writingAttributes(props)}
        rows={rows}
        data-most={props.most}
        autofocus={props.autofocus}
      >
        {`\n${value}`}
      </textarea>
    </Field>
  )
}

/** A box to tick; it sends `value` (default `yes`) when ticked. */
export function Checkbox(props: FieldProps & { checked?: boolean | undefined; value?: string | undefined }) {
  const { hintId, errorId } = describe(props)
  return (
    <div class={props.error ? 'field field-invalid checkbox' : 'field checkbox'}>
      {props.error && (
        <HintAndError hint={undefined} hintId={undefined} error={props.error} errorId={errorId} />
      )}
      <div class="checkbox-row">
        <input
          {...controlAttributes(props)}
          type="checkbox"
          value={props.value ?? 'yes'}
          checked={props.checked}
        />
        <label for={props.id ?? props.name}>{props.label}</label>
      </div>
      <HintAndError hint={props.hint} hintId={hintId} error={undefined} errorId={undefined} />
    </div>
  )
}

/** One of a few, with none chosen at first. The first has the group's name as its id, where the error summary leads. */
export function Radios(props: {
  name: string
  legend: Child
  error?: string | undefined
  value: string | undefined
  options: readonly { value: string; label: Child; hint?: Child }[]
}) {
  const { name, legend, error, value, options } = props
  const idOf = (index: number) => (index === 0 ? name : `${name}-${index}`)
  return (
    <fieldset class="signs-as" aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{legend}</legend>
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <div class="signer-choice">
        {options.map((option, index) => (
          <div class="radio">
            <input
              type="radio"
              id={idOf(index)}
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-describedby={option.hint ? `${idOf(index)}-hint` : undefined}
            />
            <div>
              <label for={idOf(index)}>{option.label}</label>
              {option.hint && (
                <p class="hint" id={`${idOf(index)}-hint`}>
                  {option.hint}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/** Fields that belong together, under a heading. */
export function Fieldset(props: { legend: Child; hint?: Child | undefined; children: Child }) {
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {props.hint && <p class="hint">{props.hint}</p>}
      {props.children}
    </fieldset>
  )
}

/** A form that the server checks: the browser's own pop-ups stay away, and their language with them. */
export function Form(props: { action: string; id?: string | undefined; children: Child }) {
  return (
    <form method="post" action={props.action} id={props.id} novalidate>
      {props.children}
    </form>
  )
}

/** What is wrong, each linked to its field by id; takes the focus when the page opens. Empty list: nothing. */
export function ErrorSummary(props: {
  title: string
  errors: readonly { field: string; message: string }[]
}) {
  if (props.errors.length === 0) return null
  return (
    <div class="errors" role="alert" aria-labelledby="errors-title" tabindex={-1} autofocus>
      <h2 id="errors-title">{props.title}</h2>
      <ul>
        {props.errors.map(error => (
          <li>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
