/** What a button does, or cannot undo, said before it is pressed. */
export function Effects({ heading, effects }: { heading: string; effects: string[] }) {
  if (effects.length === 0) return null
  return (
    <section class="section">
      <h2>{heading}</h2>
      <ul>
        {effects.map(effect => (
          <li>{effect}</li>
        ))}
      </ul>
    </section>
  )
}
