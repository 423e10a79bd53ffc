declare module '*.svg' {
  const text: string
  export default text
}

// A text that a build makes: src/build/made-texts.ts.
declare module '*.txt' {
  const text: string
  export default text
}

declare module '*.md' {
  const text: string
  export default text
}

// esbuild's binary loader gives a Uint8Array, wrangler's Data rule an ArrayBuffer.
declare module '*.woff2' {
  const bytes: Uint8Array<ArrayBuffer> | ArrayBuffer
  export default bytes
}

declare module '*.png' {
  const bytes: Uint8Array<ArrayBuffer> | ArrayBuffer
  export default bytes
}
