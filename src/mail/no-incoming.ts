// Stands in the Worker (wrangler.toml) for `postal-mime`, which resend brings along: it reads mails that come in, and
// none comes here.
export default class Incoming {
  constructor() {
    throw new Error('no mail is read here')
  }
}
