import { dark, light } from './colours.ts'

const serif = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Times New Roman', serif"
const sans = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace"

const { paper, band, ink, quiet, rule, accent } = light

/** Light colours are inline, because some clients drop <style>; dark ones can only live in {@link css}. */
export const style = {
  body: `margin:0;padding:0;background:${paper};color:${ink}`,
  paper: `background:${paper};color:${ink};font:16px/1.55 ${sans};padding:32px 20px 40px`,
  column: 'max-width:560px;margin:0 auto',
  product: `margin:0 0 28px;padding:0 0 12px;border-bottom:1px solid ${rule};color:${quiet};font:15px/1.4 ${serif}`,
  headline: `margin:0 0 20px;font:normal 30px/1.2 ${serif};letter-spacing:-0.01em`,
  section: `margin:36px 0 8px;font:bold 16px/1.4 ${sans}`,
  paragraph: 'margin:0 0 16px',
  piece: 'margin:0 0 20px',
  label: `margin:0 0 4px;color:${quiet};font-size:14px;line-height:1.4`,
  title: `margin:0;font:20px/1.35 ${serif};overflow-wrap:anywhere`,
  typed: `margin:0 0 24px;padding:12px 16px 14px;background:${band};border-left:3px solid ${rule}`,
  // Mail programs know no border at the start of a line.
  typedFromRight: `margin:0 0 24px;padding:12px 16px 14px;background:${band};border-right:3px solid ${rule}`,
  typedText: 'margin:0;overflow-wrap:anywhere;word-break:break-word',
  buttonBox: 'margin:24px 0 16px;border-collapse:separate',
  buttonCell: `background:${accent};border-radius:4px`,
  button: `display:inline-block;padding:13px 22px;color:${light['on-accent']};font-weight:600;text-align:center;text-decoration:none`,
  hint: `margin:0 0 24px;color:${quiet};font-size:14px;line-height:1.5`,
  url: `color:${accent};font:13px/1.5 ${mono};overflow-wrap:anywhere;word-break:break-all`,
  link: `color:${accent};text-decoration:underline`,
  footer: `margin:40px 0 0;padding:16px 0 0;border-top:1px solid ${rule};color:${quiet}`,
  footerText: 'margin:0 0 6px;font-size:14px;line-height:1.5',
} as const

export const css = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
bdi { unicode-bidi: isolate }
@media (max-width: 400px) { h1 { font-size: 26px !important } }
@media (prefers-color-scheme: dark) {
  .paper { background: ${dark.paper} !important; color: ${dark.ink} !important }
  .quiet { color: ${dark.quiet} !important }
  .rule { border-color: ${dark.rule} !important }
  .typed { background: ${dark.band} !important; border-color: ${dark.rule} !important }
  .link { color: ${dark.accent} !important }
  .accent { background: ${dark.accent} !important }
  .button { color: ${dark['on-accent']} !important }
}
`
