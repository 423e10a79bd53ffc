import { startServer } from '../../src/node-server.ts'

// The product on Node as the stories meet it: the real server, whose clock the story moves over the IPC channel.

let moved = 0
// For a story that looks at each message to the database: it says itself when the product looks for what is due.
const { LOOKS_EACH } = process.env
const server = await startServer(
  process.env,
  () => new Date(Date.now() + moved),
  LOOKS_EACH === undefined ? undefined : Number(LOOKS_EACH),
)
process.send?.('listening')

process.on('message', async (order: { id: number; move?: number; sweep?: true; stop?: true }) => {
  if (order.move !== undefined) moved += order.move
  if (order.sweep) await server.sweep()
  if (order.stop) await server.stop()
  process.send?.({ done: order.id })
  if (order.stop) process.disconnect()
})
