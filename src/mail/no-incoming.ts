// Stands in the Worker (wrangler.toml) for what resend brings along for what comes in: `postal-mime` reads mails,
// `standardwebhooks` checks calls of the provider's. Neither comes here.

class Incoming {
  constructor() {
    throw new Error('nothing that comes in is read here')
  }
}

export default Incoming
export { Incoming as Webhook }
