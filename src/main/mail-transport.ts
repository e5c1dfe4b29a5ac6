import { createTransport, type Transporter } from 'nodemailer'

/** What carries letters to a mail server. */
export type MailTransport = Transporter

const TIMEOUT_MS = 10_000

/** The way to the mail server of an SMTP address; nothing is asked of it before the first letter. */
export const mailTransport = (url: string): MailTransport =>
  createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
