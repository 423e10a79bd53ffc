import * as z from 'zod'

const shape = 'a URL is needed, like smtps://user:password@mail.example:465, or smtp:// with STARTTLS'

/** A server of SMTP; what is in its name or password is escaped as in any URL. */
export const smtpUrl = z.string().refine(isSmtpUrl, { error: shape })

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return false
  try {
    decodeURIComponent(url.username + url.password)
    return (url.username === '') === (url.password === '')
  } catch {
    return false
  }
}
