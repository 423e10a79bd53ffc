import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionOf, translator } from '../src/i18n/index.ts'
import { light } from './colours.ts'
import type { Block, Letter, Mail } from './letter.ts'
import { renderText } from './plain-text.ts'
import { css, style } from './style.ts'

function Label(props: { children: Child }) {
  return (
    <p class="quiet" style={style.label}>
      {props.children}
    </p>
  )
}

function Button({ label, url, hint }: Extract<Block, { kind: 'button' }>) {
  return (
    <>
      <table role="presentation" cellpadding="0" cellspacing="0" border={0} style={style.buttonBox}>
        <tr>
          <td class="accent" bgcolor={light.accent} style={style.buttonCell}>
            <a class="button" href={url} style={style.button}>
              {label}
            </a>
          </td>
        </tr>
      </table>
      <p class="quiet" style={style.hint}>
        {hint}:
        <br />
        <a class="link" href={url} style={style.url}>
          {url}
        </a>
      </p>
    </>
  )
}

function Piece({ block, fromRight }: { block: Block; fromRight: boolean }) {
  switch (block.kind) {
    case 'paragraph':
      return <p style={style.paragraph}>{block.text}</p>
    case 'section':
      return <h2 style={style.section}>{block.title}</h2>
    case 'title':
      return (
        <div style={style.piece}>
          <Label>{block.label}</Label>
          <p style={style.title}>
            <bdi lang={block.lang} dir={directionOf(block.lang) === 'rtl' ? 'rtl' : undefined}>
              {block.text}
            </bdi>
          </p>
        </div>
      )
    case 'typed':
    case 'words':
      return (
        <div class="typed" style={fromRight ? style.typedFromRight : style.typed}>
          <Label>{block.label}</Label>
          <p translate={block.kind === 'typed' ? 'no' : undefined} style={style.typedText}>
            {block.lines.map((line, i) => (
              <>
                {i > 0 && <br />}
                <bdi lang={block.kind === 'words' ? block.lang : undefined}>{line}</bdi>
              </>
            ))}
          </p>
        </div>
      )
    case 'button':
      return <Button {...block} />
    case 'link':
      return (
        <p style={style.paragraph}>
          <a class="link" href={block.url} style={style.link}>
            {block.label}
          </a>
        </p>
      )
  }
}

function Page({ letter }: { letter: Letter }) {
  return (
    <html lang={letter.lang} dir={directionOf(letter.lang)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{letter.subject}</title>
        <style>{raw(css)}</style>
      </head>
      <body class="paper" style={style.body}>
        <div class="paper" lang={letter.lang} dir={directionOf(letter.lang)} style={style.paper}>
          <div style={style.column}>
            <p class="quiet rule" style={style.product}>
              {letter.product}
            </p>
            <h1 style={style.headline}>{letter.headline}</h1>
            {letter.blocks.map(block => (
              <Piece block={block} fromRight={directionOf(letter.lang) === 'rtl'} />
            ))}
            <div class="quiet rule" style={style.footer}>
              <p style={style.footerText}>{letter.why}</p>
              <p style={style.footerText}>{letter.footer}</p>
            </div>
          </div>
        </div>
      </body>
    </html>
  )
}

/** Builds both parts of a message. Pure and synchronous. */
export function compose(content: Omit<Letter, 'product' | 'footer'>): Mail {
  const t = translator(content.lang)
  const letter = { ...content, product: t('mail.product'), footer: t('mail.footer') }
  return {
    subject: letter.subject,
    html: `<!doctype html>${(<Page letter={letter} />).toString()}`,
    text: renderText(letter),
  }
}
