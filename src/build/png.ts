import { crc32, deflateSync, inflateSync } from 'node:zlib'

// As much of PNG (W3C, third edition) as share pictures need: read what Chromium draws, write it with a palette.

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Pixels, row by row, three bytes each. */
export type Picture = { width: number; height: number; rgb: Uint8Array }

/** The chunks of a PNG file, in their order. Throws on what is no PNG. */
export function* chunksOf(png: Uint8Array): Generator<{ type: string; data: Buffer }> {
  const bytes = Buffer.from(png)
  if (!bytes.subarray(0, 8).equals(signature)) throw new Error('not a PNG')
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    yield { type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

/** A PNG's size in pixels, and its texts by keyword. */
export function describePng(png: Uint8Array): {
  width: number
  height: number
  texts: Record<string, string>
} {
  const chunks = [...chunksOf(png)]
  const header = chunks.find(({ type }) => type === 'IHDR')?.data
  if (!header) throw new Error('a PNG without a header')
  const texts = chunks
    .filter(({ type }) => type === 'tEXt')
    .map(({ data }) => data.toString('latin1').split('\0', 2))
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    texts: Object.fromEntries(texts.map(([keyword = '', text = '']) => [keyword, text])),
  }
}

/** Reads a PNG of 8-bit RGB or RGBA, not interlaced, as browsers write screenshots. */
export function readPng(png: Uint8Array): Picture {
  const { width, height } = describePng(png)
  const chunks = [...chunksOf(png)]
  const [depth, colour, , , interlaced] = chunks[0]?.data.subarray(8) ?? []
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0)
    throw new Error('not a plain 8-bit PNG')
  const channels = colour === 2 ? 3 : 4
  const data = inflateSync(Buffer.concat(chunks.filter(c => c.type === 'IDAT').map(c => c.data)))
  const rgb = new Uint8Array(width * height * 3)
  let above = new Uint8Array(width * channels)
  for (let y = 0; y < height; y++) {
    const start = y * (1 + width * channels)
    const row = unfilter(
      data[start] ?? 0,
      data.subarray(start + 1, start + 1 + width * channels),
      above,
      channels,
    )
    for (let x = 0; x < width; x++) {
      rgb.set(row.subarray(x * channels, x * channels + 3), (y * width + x) * 3)
    }
    above = row
  }
  return { width, height, rgb }
}

/**
 * Writes a PNG of at most `most` colours (2 to 256): the most frequent ones, every other pixel in the nearest.
 * Text on paper has few, and the file is a fraction of one in full colour. `texts`: Latin-1, by keyword.
 */
export function writePng(
  { width, height, rgb }: Picture,
  most: number,
  texts: Record<string, string>,
): Buffer {
  const { palette, indexOf } = reduce(rgb, most)
  const rows = Buffer.alloc(height * (1 + width))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (1 + width) + 1 + x] = indexOf(colourAt(rgb, y * width + x))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...Object.entries(texts).map(([keyword, text]) =>
      chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
    ),
    chunk('PLTE', Buffer.from(palette.flatMap(colour => parts(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function unfilter(filter: number, row: Uint8Array, above: Uint8Array, channels: number) {
  const out = new Uint8Array(row.length)
  for (let i = 0; i < row.length; i++) {
    const left = out[i - channels] ?? 0
    const up = above[i] ?? 0
    const corner = i < channels ? 0 : (above[i - channels] ?? 0)
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]
    if (guess === undefined) throw new Error(`not a filter of PNG: ${filter}`)
    out[i] = (row[i] ?? 0) + guess
  }
  return out
}

/** PNG, 9.4: whichever of the three neighbours is nearest to left + up − corner. */
function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

const parts = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255]
const colourAt = (rgb: Uint8Array, pixel: number) => {
  const [r = 0, g = 0, b = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3)
  return (r << 16) | (g << 8) | b
}

function reduce(rgb: Uint8Array, most: number) {
  const counts = new Map<number, number>()
  for (let pixel = 0; pixel < rgb.length / 3; pixel++) {
    const colour = colourAt(rgb, pixel)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts]
    .sort(([a, seenA], [b, seenB]) => seenB - seenA || a - b)
    .slice(0, most)
    .map(([colour]) => colour)
  const distance = (a: number, b: number) =>
    parts(a).reduce((sum, part, i) => sum + (part - (parts(b)[i] ?? 0)) ** 2, 0)
  const nearest = (colour: number) =>
    palette.reduce(
      (best, _, i) => (distance(colour, palette[i] ?? 0) < distance(colour, palette[best] ?? 0) ? i : best),
      0,
    )
  const indices = new Map([...counts.keys()].map(colour => [colour, nearest(colour)]))
  return { palette, indexOf: (colour: number) => indices.get(colour) ?? 0 }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(12 + data.length)
  frame.writeUInt32BE(data.length, 0)
  frame.set(named, 4)
  frame.writeUInt32BE(crc32(named), 8 + data.length)
  return frame
}
