/** An error whose message alone tells the person at the terminal what to do; print no stack. */
export function startError(message: string): Error {
  const error = new Error(message)
  error.name = 'StartError'
  return error
}

/** Whether `e` came from `startError`. */
export function isStartError(e: unknown): e is Error {
  return e instanceof Error && e.name === 'StartError'
}

/** The one line for a port that something else listens on; `variable` is the setting that chooses it. */
export function takenPort(variable: string, port: number): Error {
  return startError(`Port ${port} is taken. End what uses it, or set ${variable} to a free port.`)
}

const oldestNode = 24

/** Throws where this is an older Node than the built files are for: it starts, and answers 500 to each reader. */
export function checkNode(version: string): void {
  if (Number.parseInt(version, 10) >= oldestNode) return
  throw startError(`Countersign needs Node ${oldestNode} or newer, and this is Node ${version}.`)
}
