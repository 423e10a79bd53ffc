import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inScheme, previewFiles, previews } from '../../../../src/dev/mails/previews.ts'
import { allMails } from '../../../../src/dev/mails/samples.ts'
import { languages } from '../../../../src/i18n/index.ts'

it('shows each message in each language, in light, in dark and as text, and lists them all', () => {
  const files = previewFiles()
  const count = previews.length * languages.length
  for (const end of ['.light.html', '.dark.html', '.txt'])
    expect([...files.keys()].filter(name => name.endsWith(end))).toHaveLength(count)
  const index = files.get('index.html') ?? ''
  const links = [...index.matchAll(/href="([^"]+)"/g)].map(([, name = '']) => name)
  expect(links).toHaveLength(count)
  for (const name of links) expect(files.has(name), name).toBe(true)
})

it('shows a message to a person and to a network too, where its text is another one', () => {
  const names = previews.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['approved', 'approved, person', 'approved, network', 'desk-digest']),
  )
  expect(names).not.toContain('desk-digest, person')
  expect(previewFiles().get('approved-person.en.txt')).toContain('You are on the public list')
})

it('shows a scheme whatever the device prefers', () => {
  const mail = allMails.approved('en')
  expect(inScheme(mail, 'dark')).toContain('@media all {')
  expect(inScheme(mail, 'light')).toContain('@media not all {')
  for (const scheme of ['light', 'dark'] as const) {
    expect(inScheme(mail, scheme)).not.toContain('prefers-color-scheme')
    expect(inScheme(mail, scheme)).toContain(`:root { color-scheme: ${scheme};`)
  }
})

it('has a sample of every message', () => {
  const folder = new URL('../../../../emails/', import.meta.url)
  const kinds = readdirSync(folder)
    .filter(name => /(?<!^layout)\.tsx$/.test(name))
    .map(name => name.replace('.tsx', ''))
  const samples = Object.keys(allMails).map(name => name.replace(/,? .*/, ''))
  expect(kinds.filter(kind => !samples.includes(kind))).toEqual(['withdrawn-by-you'])
})
