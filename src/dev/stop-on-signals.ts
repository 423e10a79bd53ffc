/**
 * Ends in order on Ctrl-C, TERM or a closed terminal. A second signal changes nothing: npm passes on what we hear too.
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
