import type { Child } from 'hono/jsx'
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

type Described = { hintId: string | undefined; errorId: string | undefined }
export type Attributes = Record<string, string | undefined>

/** The ids under which a control's hint and error stand, where it has them. */
export function describe({ name, id = name, hint, error }: FieldProps): Described {
  return { hintId: hint ? `${id}-hint` : undefined, errorId: error ? `${id}-error` : undefined }
}

/**
 * A control's attributes. `aria-required` and not `required`: the browser's own messages are not in the page's
 * language.
 */
export function controlAttributes(props: FieldProps): Attributes {
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

/** A control with its label above, and its hint and error between the two. */
export function Field({ field, children }: { field: FieldProps; children: Child }) {
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

export function HintAndError(props: { hint: Child; error: string | undefined } & Described) {
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
