import type { MailConfig } from '../config.ts'
import { createResendMailer, type Mailer } from '../mail/mailer.ts'
import { createSmtpMailer } from './smtp-mailer.ts'

/** By which provider mail goes, on Node. A Worker knows Resend alone and never imports this. */
export const createMailer = (config: MailConfig): Mailer =>
  config.smtpUrl === undefined ? createResendMailer(config) : createSmtpMailer(config.smtpUrl, config)
