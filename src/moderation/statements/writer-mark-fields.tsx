import type { WriterMark } from './writer-mark.ts'

/** What every form that must lose nothing carries: whose it is, and what it gives back. */
export function MarkFields({ mark, kept }: { mark: WriterMark; kept: string | null }) {
  return (
    <>
      <input type="hidden" name="writer" value={mark.writer} />
      <input type="hidden" name="mark" value={mark.mark} />
      {kept !== null && <input type="hidden" name="kept" value={kept} />}
    </>
  )
}
