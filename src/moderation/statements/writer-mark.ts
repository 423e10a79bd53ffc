import { timingSafeEqual } from 'node:crypto'
import type { Sealing } from '../../storage/sealing.ts'

/**
 * Says of a form for whom it was made: once the session has ended, nothing else does. It opens nothing; what comes by
 * it is kept for that administrator alone, so that nobody else can fill the place where it is kept.
 */
export type WriterMark = { writer: string; mark: string }

export const markFor = (sealing: Sealing, writer: string): WriterMark => ({
  writer,
  mark: Buffer.from(macsFor(sealing, writer)[0]).toString('hex'),
})

const macsFor = (sealing: Sealing, writer: string) => sealing.fingerprint(`writer:${writer}`)

/** Whose form it is; null where it carries no mark of ours. */
export function writerOf(sealing: Sealing, form: FormData): string | null {
  const [writer, mark] = [form.get('writer'), form.get('mark')]
  if (typeof writer !== 'string' || typeof mark !== 'string') return null
  const given = Buffer.from(mark, 'hex')
  const isOurs = macsFor(sealing, writer).some(
    mac => given.length === mac.length && timingSafeEqual(given, mac),
  )
  return isOurs ? writer : null
}
