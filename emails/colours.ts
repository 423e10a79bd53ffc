// The site's colours, as its style sheet names them: a mail cannot refer to a style sheet. A test holds that they agree.

export const light = {
  paper: '#fbf8f2',
  band: '#f3ede1',
  ink: '#1d1b17',
  quiet: '#5f584c',
  rule: '#d9d0bf',
  accent: '#1f4e5f',
  'on-accent': '#fbf8f2',
} as const

export const dark = {
  paper: '#161513',
  band: '#1f1d1a',
  ink: '#ebe5da',
  quiet: '#aca392',
  rule: '#3b372f',
  accent: '#8cc4d6',
  'on-accent': '#10252d',
} as const
