import { decode, encode, hasPngSignature } from 'fast-png'

/** Pixels, row by row, three bytes each. */
type Picture = { width: number; height: number; rgb: Uint8Array }

/** Reads a PNG of 8-bit RGB or RGBA, as browsers write screenshots; what shines through is dropped. */
export function readPng(png: Uint8Array): Picture {
  if (!hasPngSignature(png)) throw new Error('not a PNG')
  const { width, height, depth, channels, data, palette } = decode(png, { checkCrc: true })
  if (palette || depth !== 8 || channels < 3) throw new Error('not a plain 8-bit PNG')
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgb.set(data.subarray(pixel * channels, pixel * channels + 3), pixel * 3)
  }
  return { width, height, rgb }
}

/**
 * Writes a PNG of at most `most` colours (2 to 256): the most frequent ones, every other pixel in the nearest.
 * Text on paper has few, and the file is a fraction of one in full colour. `text`: Latin-1, by keyword.
 */
export function writePng(
  { width, height, rgb }: Picture,
  most: number,
  text: Record<string, string>,
): Uint8Array {
  const { palette, indices } = reduceColours(rgb, most)
  return encode(
    { width, height, data: indices, depth: 8, channels: 1, palette, text },
    { zlib: { level: 9 } },
  )
}

/** The most frequent colours, each as its three parts, and for each pixel which of them it gets. */
function reduceColours(rgb: Uint8Array, most: number) {
  const counts = new Map<number, number>()
  const pixels = Array.from({ length: rgb.length / 3 }, (_, pixel) => colourAt(rgb, pixel))
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const palette = [...counts]
    .sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || a - b)
    .slice(0, most)
    .map(([colour]) => parts(colour))
  const nearest = new Map([...counts.keys()].map(colour => [colour, nearestIndex(parts(colour), palette)]))
  return { palette, indices: Uint8Array.from(pixels, colour => nearest.get(colour) ?? 0) }
}

function nearestIndex(colour: number[], palette: number[][]): number {
  const distances = palette.map(candidate =>
    candidate.reduce((sum, part, i) => sum + (part - (colour[i] ?? 0)) ** 2, 0),
  )
  return distances.indexOf(Math.min(...distances))
}

function colourAt(rgb: Uint8Array, pixel: number): number {
  const [red = 0, green = 0, blue = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3)
  return (red << 16) | (green << 8) | blue
}

const parts = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255]
