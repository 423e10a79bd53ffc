import { DatabaseSilent } from './pg-errors.ts'

/** For a verb, in milliseconds: what we ask of a database that is there takes far less. */
export const verbPatience = 5000

/** Rejects with {@link DatabaseSilent} when `work` takes longer; what it brings later is nobody's. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent()), milliseconds)
  })
  // Should it fail after all, there is nobody left to hear of it.
  work.catch(() => {})
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
