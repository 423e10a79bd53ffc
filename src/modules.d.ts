declare module '*.svg' {
  const text: string
  export default text
}

// A script or a style sheet for the browser, minified: src/build/client.ts makes it.
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
