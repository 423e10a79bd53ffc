// SHA3-256 (FIPS 202) of one short block: a Worker's own cryptography has none.

const bits = 0xffffffffffffffffn
/** In bytes: what one block takes in. */
const rate = 136

const turn = (lane: bigint, by: number): bigint =>
  by === 0 ? lane : ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & bits

/** The 24 constants of ι, by the shift register of FIPS 202, 3.2.5. */
const constants = Array.from({ length: 24 }, (_, round) => {
  let constant = 0n
  for (let j = 0; j <= 6; j++) if (registerAt(j + 7 * round)) constant |= 1n << BigInt(2 ** j - 1)
  return constant
})

function registerAt(steps: number): boolean {
  let register = 1
  for (let i = 0; i < steps % 255; i++) register = (register << 1) ^ (register & 0x80 ? 0x171 : 0)
  return (register & 1) === 1
}

/** θ, ρ with π, χ, ι: FIPS 202, 3.2. A lane (x, y) stands at x + 5y. */
function permute(state: bigint[]): bigint[] {
  let lanes = state
  for (const constant of constants) {
    const at = (x: number, y: number) => lanes[(x % 5) + 5 * (y % 5)] ?? 0n
    const columns = [0, 1, 2, 3, 4].map(x => at(x, 0) ^ at(x, 1) ^ at(x, 2) ^ at(x, 3) ^ at(x, 4))
    const column = (x: number) => columns[x % 5] ?? 0n
    const mixed = lanes.map((lane, i) => lane ^ column((i % 5) + 4) ^ turn(column((i % 5) + 1), 1))
    const moved = [...mixed]
    for (let x = 1, y = 0, t = 0; t < 24; t++) {
      const to = [y, (2 * x + 3 * y) % 5] as const
      moved[to[0] + 5 * to[1]] = turn(mixed[x + 5 * y] ?? 0n, (((t + 1) * (t + 2)) / 2) % 64)
      ;[x, y] = to
    }
    const own = (x: number, y: number) => moved[(x % 5) + 5 * y] ?? 0n
    lanes = moved.map((lane, i) => {
      const [x, y] = [i % 5, Math.floor(i / 5)]
      return lane ^ (~own(x + 1, y) & bits & own(x + 2, y))
    })
    lanes[0] = (lanes[0] ?? 0n) ^ constant
  }
  return lanes
}

/** Of less than 136 bytes. */
export function sha3(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(rate)
  block.set(bytes)
  block[bytes.length] = 0x06
  block[rate - 1] = (block[rate - 1] ?? 0) | 0x80
  const view = new DataView(block.buffer)
  const state = Array.from({ length: 25 }, (_, i) => (i * 8 < rate ? view.getBigUint64(i * 8, true) : 0n))
  const digest = new DataView(new ArrayBuffer(32))
  for (const [i, lane] of permute(state).slice(0, 4).entries()) digest.setBigUint64(i * 8, lane, true)
  return new Uint8Array(digest.buffer)
}
