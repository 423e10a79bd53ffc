import { type ErrorResponse, Resend } from 'resend'
import type { MailConfig } from '../config.ts'

/** Resend, or another server that speaks its language. */
export const resendOf = ({ resendApiKey, resendBaseUrl }: MailConfig): Resend =>
  new Resend(resendApiKey, resendBaseUrl ? { baseUrl: resendBaseUrl } : {})

/** What of an error is kept and logged: https://resend.com/docs/api-reference/errors */
export const codeOf = ({ statusCode, name }: Pick<ErrorResponse, 'statusCode' | 'name'>): string =>
  `${statusCode ?? 'network'} ${name}`.slice(0, 100)
