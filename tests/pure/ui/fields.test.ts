import { describe, expect, it } from 'vitest'
import { Checkbox, ErrorSummary, TextArea, TextField } from '../../../src/ui/fields.tsx'
import { Select } from '../../../src/ui/select.tsx'

describe('a field', () => {
  it('ties its label, hint and error to the control', () => {
    const html = String(
      TextField({ name: 'website', label: 'Website', hint: 'Public', error: 'Begin with https://' }),
    )
    expect(html).toContain('<label for="website">')
    expect(html).toContain('aria-describedby="website-hint website-error"')
    expect(html).toContain('id="website-hint"')
    expect(html).toContain('id="website-error"')
    expect(html).toContain('aria-invalid="true"')
  })

  it('never asks the browser to validate or to cut', () => {
    const fields = [
      TextField({ name: 'a', label: 'A', required: true, type: 'email' }),
      TextArea({ name: 'b', label: 'B', required: true }),
      Checkbox({ name: 'c', label: 'C', required: true }),
    ]
    for (const html of fields.map(String)) {
      expect(html).toContain('aria-required="true"')
      expect(html).not.toMatch(/\s(required|maxlength|minlength|pattern)[\s=>]/)
    }
  })

  it('escapes what was typed and keeps a leading line break', () => {
    expect(String(TextField({ name: 'a', label: 'A', value: '"><script>' }))).toContain(
      '&quot;&gt;&lt;script&gt;',
    )
    expect(String(TextArea({ name: 'b', label: 'B', value: '\n</textarea>' }))).toContain(
      '>\n\n&lt;/textarea&gt;<',
    )
  })

  it('keeps the chosen option, and none when the value is unknown', () => {
    const options = [{ value: 'LT', label: 'Lithuania' }]
    const select = (value: string) => String(Select({ name: 'c', label: 'C', empty: '–', options, value }))
    expect(select('LT')).toContain('<option value="LT" selected="">')
    expect(select('??')).not.toContain('selected')
  })

  it('is reached from the error summary, which takes the focus', () => {
    const html = String(
      ErrorSummary({ title: 'Check', errors: [{ field: 'email', message: 'Enter an address.' }] }),
    )
    expect(html).toContain('<a href="#email">')
    expect(html).toMatch(/tabindex="-1"[^>]*autofocus/)
    expect(ErrorSummary({ title: 'Check', errors: [] })).toBeNull()
  })
})
