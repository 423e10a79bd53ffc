/**
 * Ends in order on Ctrl-C, TERM or a closed terminal; asked twice (a terminal tells the whole group, npm
 * tells again) it ends once.
 */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      error => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  // A terminal that was closed: without this the database would stay behind.
  process.on('SIGHUP', onSignal)
}

/**
 * Ends when npm does. npm passes a TERM on to the shell that it runs a script in, and the shell dies without
 * a word to us; we notice by our parent, who is another one then.
 */
export function stopWithNpm(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}
