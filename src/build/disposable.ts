import blocklist from 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' with {
  type: 'json',
}
import { domainHash } from '../domain/evidence/domain-hash.ts'
import { writeTexts } from './write-texts.ts'

/** Whether a path stands for the list of domains that give addresses for ten minutes. */
export const isDisposable = (path: string): boolean =>
  path.replaceAll('\\', '/').endsWith('dist/lists/disposable.txt')

/** The hashes of the package's list in rising order, each as what it is more than the one before, in base 36. */
export function makeDisposable(): string {
  const hashes = [...new Set(blocklist.map(domainHash))].sort((a, b) => a - b)
  const gaps = hashes.map((hash, i) => hash - (hashes[i - 1] ?? 0))
  return gaps.map(gap => gap.toString(36)).join(' ')
}

/** Writes it to dist/lists. */
export const writeDisposable = (): void =>
  writeTexts('dist/lists', [{ name: 'disposable.txt', text: makeDisposable() }])
