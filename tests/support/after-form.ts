import { vi } from 'vitest'
import { paths } from '../../src/paths.ts'
import type { TestDatabase } from './database.ts'

/** In milliseconds: how long a busy machine may take for what a person gets in a moment. */
const patience = { timeout: 30_000, interval: 20 }
/** Shorter: of a mail that nobody sends before the next sweep, or whose process was killed, the story may know. */
const patienceForMails = { timeout: 5000, interval: 20 }

/**
 * What comes after the answer to a form: a person does not notice it, and a story that looks at once would, now and then.
 * `database`: the stage's own look into it. `now`: by the product's clock. `send`: asks the product that runs.
 */
export function afterForms(
  database: () => TestDatabase,
  now: () => Date,
  send: (path: string) => Promise<Response>,
) {
  const served = new Map<string, number>()

  /** True also of a statement that is not public: nobody is served its list. */
  async function servesRevision(slug: string, revision: number): Promise<boolean> {
    const answer = await send(paths.api.statement(slug))
    if (answer.status === 404) return true
    return answer.status === 200 && ((await answer.json()) as { revision: number }).revision >= revision
  }

  return {
    /** An ask is handled at the next tick of the clock. */
    asksAreHandled: () =>
      vi.waitUntil(async () => {
        const asks = await database().sql`SELECT FROM asks WHERE sealed IS NOT NULL AND due_at = asked_at`
        return asks.length === 0
      }, patience),

    /** A mail goes after the answer to what caused it: until then the inbox has an older one, or too few. */
    mailsAreSent: () =>
      vi
        .waitUntil(async () => {
          const owed = await database().sql`
            SELECT FROM outbox WHERE sealed IS NOT NULL AND next_attempt_at <= ${now()}
            AND sent_at IS NULL AND parked_at IS NULL AND cancelled_at IS NULL`
          return owed.length === 0
        }, patienceForMails)
        .catch(() => {}),

    /** A list is read anew once it is a second old. */
    async listsAreServed() {
      const statements = await database().sql<{ slug: string; revision: number }[]>`
        SELECT slug, revision FROM statements`
      for (const { slug, revision } of statements) {
        if (served.get(slug) === revision) continue
        await vi.waitUntil(() => servesRevision(slug, revision), patience)
        served.set(slug, revision)
      }
    },
  }
}
