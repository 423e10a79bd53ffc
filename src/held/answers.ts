export type Bytes = Uint8Array<ArrayBuffer>

/** Bytes that are sent many times, and what was made of them for visitors that take gzip. */
export type Compressible = { readonly body: Bytes; gzip?: Bytes }

/** A finished body in UTF-8. `etag` is of its bytes; `gzip` is made when the first visitor takes it. */
export type Rendered = { readonly body: Bytes; readonly etag: string; gzip?: Bytes }

/** A whole answer with every header that it left with, to be given again past the router. */
export type Replay = {
  readonly body: Bytes
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  /** RFC 9110, 15.4.5: the headers of a 304, which renew what the visitor has. */
  readonly unchangedHeaders: Readonly<Record<string, string>>
  /** In milliseconds: when the page says something else though its list is the same, as a statement opens or closes. */
  readonly until: number
}

/** All that was made from one reading of a list. It goes when the list is read anew. */
export type Answers = {
  /** By name, in the order of use: the first is the one that nobody has asked for the longest. */
  readonly rendered: Map<string, Rendered>
  /** By the same names: what is being made just now. */
  readonly inProgress: Map<string, Promise<Rendered>>
  /** By address, for visitors that take gzip and for those that do not. */
  readonly replays: { readonly gzip: Map<string, Replay>; readonly plain: Map<string, Replay> }
}

export const noAnswers = (): Answers => ({
  rendered: new Map(),
  inProgress: new Map(),
  replays: { gzip: new Map(), plain: new Map() },
})
