// Light colours are inline, because some clients drop <style>; dark ones can only live in the style sheet.
const serif = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Times New Roman', serif"
const sans = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace"

// The colours are the site’s (src/ui/style.css).
const paper = '#fbf8f2'
const ink = '#1d1b17'
const quiet = '#5f584c'
const rule = '#d9d0bf'
const shade = '#f3ede1'
/** Ink blue; it and paper stand 8.6:1 apart. */
export const accent = '#1f4e5f'

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
  title: `margin:0;font:20px/1.35 ${serif}`,
  typed: `margin:0 0 24px;padding:12px 16px 14px;background:${shade};border-left:3px solid ${rule}`,
  typedText: 'margin:0;overflow-wrap:anywhere;word-break:break-word',
  buttonBox: 'margin:24px 0 16px;border-collapse:separate',
  buttonCell: `background:${accent};border-radius:4px`,
  button:
    'display:inline-block;padding:13px 22px;color:#fbf8f2;font-weight:600;text-align:center;text-decoration:none',
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
  .paper { background: #161513 !important; color: #ebe5da !important }
  .quiet { color: #aca392 !important }
  .rule { border-color: #3b372f !important }
  .typed { background: #1f1d1a !important; border-color: #3b372f !important }
  .link { color: #8cc4d6 !important }
  .accent { background: #8cc4d6 !important }
  .button { color: #10252d !important }
}
`
