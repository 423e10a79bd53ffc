import type { createApp } from '../../src/app.ts'

/** `pattern` without what its parameters must look like. */
export type Route = { method: string; pattern: string; path: string }

/** Every page of the app, once: middleware, which is there for all methods, is none. */
export const routesOf = (app: ReturnType<typeof createApp>): Route[] => [
  ...new Map(
    app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => {
        const pattern = path.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '')
        return [`${method} ${pattern}`, { method, pattern, path: pathOf(pattern) }] as const
      }),
  ).values(),
]

const samples: Record<string, string> = {
  lang: 'en',
  slug: 'forcible-expulsion',
  number: '1',
  tag: 'en',
  token: 'A'.repeat(43),
  address: 'A'.repeat(43),
  id: '00000000-0000-4000-8000-000000000000',
}

/** A path that a route's pattern takes, with parameters that look like real ones. */
export const pathOf = (pattern: string) =>
  pattern.replace(/:(\w+)/g, (_, name: string) => samples[name] ?? 'x')
