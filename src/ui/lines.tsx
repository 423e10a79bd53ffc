/** A text of several lines, as somebody typed it, with its line ends kept. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split(/\r\n|[\n\r\u2028\u2029]/).map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  )
}
