// How two texts differ: line by line, and word by word in the lines that changed.

/** A piece of a line: in both texts, or in one of them alone. */
export type Piece = { kind: 'same' | 'gone' | 'new'; text: string }

/** A line of the old text beside the line of the new one that stands in its place; null: there is none. */
export type LinePair = { before: readonly Piece[] | null; now: readonly Piece[] | null }

/** Two texts line by line. Empty lines are left out. */
export function difference(before: string, now: string): LinePair[] {
  const pairs: LinePair[] = []
  let run: Piece[] = []
  for (const step of align(linesIn(before), linesIn(now))) {
    if (step.kind !== 'same') {
      run.push(step)
      continue
    }
    for (const pair of pairUp(run)) pairs.push(pair)
    run = []
    pairs.push({ before: [step], now: [step] })
  }
  return [...pairs, ...pairUp(run)]
}

const linesIn = (text: string): string[] => text.split('\n').filter(line => line.trim() !== '')

/** Lines that went beside those that came, in their order. */
function pairUp(run: readonly Piece[]): LinePair[] {
  const gone = run.filter(({ kind }) => kind === 'gone')
  const come = run.filter(({ kind }) => kind === 'new')
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
    const [old, fresh] = [gone[index], come[index]]
    if (!old || !fresh) return { before: old ? [old] : null, now: fresh ? [fresh] : null }
    const words = align(wordsIn(old.text), wordsIn(fresh.text))
    return {
      before: joined(words.filter(({ kind }) => kind !== 'new')),
      now: joined(words.filter(({ kind }) => kind !== 'gone')),
    }
  })
}

const wordsIn = (line: string): string[] => line.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else whole.push({ ...piece })
  }
  return whole
}

/**
 * Comparing more than this takes too long: what is between the common beginning and end is then all gone and all new.
 */
const mostCompared = 4_000_000

/** The longest common part of two sequences, with what is in one of them alone between. */
function align(before: readonly string[], now: readonly string[]): Piece[] {
  let start = 0
  while (start < before.length && start < now.length && before[start] === now[start]) start++
  let end = 0
  const most = Math.min(before.length, now.length) - start
  while (end < most && before[before.length - 1 - end] === now[now.length - 1 - end]) end++
  const all = (kind: Piece['kind'], texts: readonly string[]) => texts.map((text): Piece => ({ kind, text }))
  const old = before.slice(start, before.length - end)
  const fresh = now.slice(start, now.length - end)
  const middle =
    old.length * fresh.length > mostCompared
      ? [...all('gone', old), ...all('new', fresh)]
      : longestCommon(old, fresh)
  return [...all('same', now.slice(0, start)), ...middle, ...all('same', end === 0 ? [] : now.slice(-end))]
}

function longestCommon(old: readonly string[], fresh: readonly string[]): Piece[] {
  const width = fresh.length + 1
  // How long the common part of the two ends is, from each pair of positions on.
  const lengths = new Uint32Array((old.length + 1) * width)
  const from = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        old[i] === fresh[j] ? from(i + 1, j + 1) + 1 : Math.max(from(i + 1, j), from(i, j + 1))
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    const [gone, come] = [old[i], fresh[j]]
    if (gone !== undefined && gone === come) {
      pieces.push({ kind: 'same', text: gone })
      i++
      j++
    } else if (come === undefined || (gone !== undefined && from(i + 1, j) >= from(i, j + 1))) {
      pieces.push({ kind: 'gone', text: gone ?? '' })
      i++
    } else {
      pieces.push({ kind: 'new', text: come })
      j++
    }
  }
  return pieces
}
