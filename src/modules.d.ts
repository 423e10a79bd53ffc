// A text that a build makes: src/build/made-texts.ts.
declare module '*.txt' {
  const text: string
  export default text
}

declare module '*.md' {
  const text: string
  export default text
}
