import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Language } from '../i18n/index.ts'
import { shortcutAttributes } from './parts.tsx'

export type FieldProps = {
  name: string
  label: Child
  /** The id of the control; the error summary links to it. Default: the name. */
  id?: string | undefined
  hint?: Child | undefined
  error?: string | undefined
  /** A key of the desk that leads here. */
  shortcut?: string | undefined
  /** The word shown beside the label of a field that may stay empty. */
  optional?: string | undefined
  required?: boolean | undefined
}

type TextProps = FieldProps & {
  value?: string | undefined
  autocomplete?: string | undefined
  spellcheck?: boolean | undefined
  /** The language to be written in the field, where the field asks for one. */
  lang?: Language | undefined
}

type Described = { hintId: string | undefined; errorId: string | undefined }
type Attributes = Record<string, string | undefined>

function describe({ name, id = name, hint, error }: FieldProps): Described {
  return { hintId: hint ? `${id}-hint` : undefined, errorId: error ? `${id}-error` : undefined }
}

// aria-required and not required: the browser's own messages are not in the page's language.
function controlAttributes(props: FieldProps): Attributes {
  const { hintId, errorId } = describe(props)
  return {
    id: props.id ?? props.name,
    name: props.name,
    'aria-describedby': [hintId, errorId].filter(Boolean).join(' ') || undefined,
    'aria-invalid': props.error ? 'true' : undefined,
    'aria-required': props.required ? 'true' : undefined,
    ...shortcutAttributes(props.shortcut),
  }
}

// hono/jsx leaves out an attribute that is `false`, so spellcheck is written as a word.
function writingAttributes({ autocomplete, spellcheck, lang }: TextProps, machine = false): Attributes {
  return {
    autocomplete,
    lang,
    spellcheck: machine || spellcheck === false ? 'false' : undefined,
    autocapitalize: machine ? 'none' : undefined,
    dir: machine ? 'ltr' : 'auto',
  }
}

function Field({ field, children }: { field: FieldProps; children: Child }) {
  const { hintId, errorId } = describe(field)
  return (
    <div class={field.error ? 'field field-invalid' : 'field'}>
      <label for={field.id ?? field.name}>
        {field.label}
        {field.optional && <span class="optional"> {field.optional}</span>}
      </label>
      <HintAndError hint={field.hint} hintId={hintId} error={field.error} errorId={errorId} />
      {children}
    </div>
  )
}

function HintAndError(props: { hint: Child; error: string | undefined } & Described) {
  return (
    <>
      {props.hint && (
        <p class="hint" id={props.hintId}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={props.errorId}>
          {props.error}
        </p>
      )}
    </>
  )
}

export type TextFieldProps = TextProps & {
  type?: 'text' | 'email' | 'url' | 'search' | undefined
  inputmode?: 'text' | 'email' | 'url' | 'search' | 'numeric' | undefined
  /** Half the width, for what is always short. */
  short?: boolean | undefined
}

/** One line of text. Nothing limits the length here: the server says what is too long, so nothing is cut in silence. */
export function TextField(props: TextFieldProps) {
  const { type = 'text', value = '' } = props
  return (
    <Field field={props}>
      <input
        {...controlAttributes(props)}
        class={props.short ? 'short' : undefined}
        type={type}
        value={value}
        inputmode={props.inputmode}
        {...writingAttributes(props, type === 'email' || type === 'url')}
      />
    </Field>
  )
}

/** Several lines of text. */
export function TextArea(props: TextProps & { rows?: number | undefined; autofocus?: boolean | undefined }) {
  const { rows = 4, value = '' } = props
  return (
    <Field field={props}>
      {/* The parser drops one line break after the tag; this one is dropped, so the person's own stays. */}
      <textarea
        {...controlAttributes(props)}
        {...writingAttributes(props)}
        rows={rows}
        autofocus={props.autofocus}
      >
        {`\n${value}`}
      </textarea>
    </Field>
  )
}

export type SelectProps = FieldProps & {
  options: readonly { value: string; label: string }[]
  /** The first option, whose value is empty. */
  empty: string
  value?: string | undefined
  autocomplete?: string | undefined
  /** Whether src/client/live.ts keeps its options up to date. */
  live?: boolean | undefined
}

type Option = SelectProps['options'][number]
// Every country is on every page of a search, and of a list that did not change its options are the same array.
const written = new WeakMap<readonly Option[], string>()

/** As text: every value and label escaped, and the one that is chosen marked. */
function optionsIn(options: readonly Option[], chosen: string | undefined) {
  const all = written.get(options) ?? options.map(optionText).join('')
  written.set(options, all)
  const one = options.find(({ value }) => value === chosen)
  if (!one) return raw(all)
  const opening = optionOpening(one)
  return raw(all.replace(opening, () => opening.replace(/>$/, ' selected="">')))
}

const optionOpening = ({ value }: Option) => String(html`<option value="${value}">`)
const optionText = (option: Option) => optionOpening(option) + String(html`${option.label}</option>`)

/** One of a list; the empty option comes first and is chosen when `value` is none of them. */
export function Select(props: SelectProps) {
  return (
    <Field field={props}>
      <select
        {...controlAttributes(props)}
        autocomplete={props.autocomplete}
        {...(props.live ? { 'data-live': '' } : {})}
      >
        <option value="">{props.empty}</option>
        {optionsIn(props.options, props.value)}
      </select>
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
