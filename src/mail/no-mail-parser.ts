// Stands for `postal-mime` in the Worker (wrangler.toml): resend brings it along to read mails that come in, and none do.

export default class {
  constructor() {
    throw new Error('no mail is read here')
  }
}
