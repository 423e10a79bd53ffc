type BarsProps = {
  /** In the order of the days. */
  values: readonly number[]
  /** What a bar as high as the picture stands for. */
  top: number
}

const step = 10
const width = 7
const height = 60

/** A bar a day, of the height that its number is of the top one. Whoever does not see it has the table. */
export function Bars({ values, top }: BarsProps) {
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${values.length * step} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {values.map((value, at) => {
        const high = Math.round((value / Math.max(top, 1)) * height * 10) / 10
        // The smallest number is still seen.
        const shown = value > 0 ? Math.max(high, 2) : 0
        return <rect x={at * step + (step - width) / 2} y={height - shown} width={width} height={shown} />
      })}
    </svg>
  )
}

/** How much of a whole, as a bar that is filled so far. */
export function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="share-whole" width="100" height="10" />
      <rect width={Math.round((Math.min(part, whole) / Math.max(whole, 1)) * 100)} height="10" />
    </svg>
  )
}
