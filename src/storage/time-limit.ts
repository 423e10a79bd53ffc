import { DatabaseSilent } from './pg-errors.ts'

/** For a verb, in milliseconds. With a database that answers, a verb takes far less. */
export const verbTimeLimit = 5000

/** Rejects with {@link DatabaseSilent} when `work` takes longer. What `work` brings later is dropped. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent()), milliseconds)
  })
  // A failure after the deadline would otherwise be an unhandled rejection.
  work.catch(() => {})
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}

export const wait = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds))
