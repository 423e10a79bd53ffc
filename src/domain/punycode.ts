// RFC 3492, 5: the parameters of Bootstring for host names.
const base = 36
const [tMin, tMax, skew, damp, firstBias, firstPoint] = [1, 26, 38, 700, 72, 128]
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The text that a label spells behind its "xn--" (RFC 3492, 6.2); null where it spells none. */
export function readPunycode(spelled: string): string | null {
  const end = Math.max(0, spelled.lastIndexOf('-'))
  const points = [...spelled.slice(0, end)].map(letter => letter.charCodeAt(0))
  let [point, bias, place, at] = [firstPoint, firstBias, 0, end > 0 ? end + 1 : 0]
  while (at < spelled.length) {
    const before = place
    for (let weight = 1, k = base; ; k += base) {
      const digit = digits.indexOf(spelled[at++] ?? ' ')
      place += digit * weight
      if (digit < 0 || place > 0x7fffffff) return null
      const threshold = Math.min(tMax, Math.max(tMin, k - bias))
      if (digit < threshold) break
      weight *= base - threshold
    }
    const count = points.length + 1
    bias = adapt(place - before, count, before === 0)
    point += Math.floor(place / count)
    if (point > 0x10ffff) return null
    place %= count
    points.splice(place++, 0, point)
  }
  return String.fromCodePoint(...points)
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2))
  rest += Math.floor(rest / count)
  let k = 0
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin))
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}
