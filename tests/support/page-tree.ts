import type { Page } from 'playwright-core'

/** A page as assistive technology is told of it: each line's role, and what stands beside it. */
export type Told = { role: string; name: string; level: number; depth: number }

/** What the accessibility tree of the page says, from the top. */
export async function readTree(page: Page): Promise<Told[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n')
  return lines.flatMap(line => {
    const [, indent = '', role = '', name = '', rest = ''] =
      /^(\s*)- (?:')?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?(.*)$/.exec(line) ?? []
    if (!role) return []
    return [{ role, name, level: Number(/\[level=(\d)\]/.exec(rest)?.[1] ?? 0), depth: indent.length / 2 }]
  })
}

/** What is wrong with the way headings lead through a page: one of the first level, first, and no level left out. */
export function headingFaults(tree: readonly Told[]): string[] {
  const headings = tree.filter(({ role }) => role === 'heading')
  const ones = headings.filter(({ level }) => level === 1)
  return [
    ...(ones.length === 1 && headings[0]?.level === 1
      ? []
      : [`${ones.length} of level 1, the first of level ${headings[0]?.level}`]),
    ...headings
      .filter(({ level }, i) => level > (headings[i - 1]?.level ?? level) + 1)
      .map(({ name, level }) => `level ${level} comes too early: ${name}`),
    ...headings
      .filter(({ name }) => name === '')
      .map(({ level }) => `a heading of level ${level} without words`),
  ]
}

/** Whatever can be used and says nothing of itself. */
export const nameless = (tree: readonly Told[]): string[] =>
  tree
    .filter(
      ({ role, name }) => /^(link|button|textbox|searchbox|combobox|checkbox)$/.test(role) && name === '',
    )
    .map(({ role }) => role)
