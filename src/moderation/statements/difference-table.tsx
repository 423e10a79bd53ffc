import { difference, type Piece } from '../../domain/difference.ts'
import { directionOf } from '../../domain/language.ts'
import { type Language, translator } from '../../i18n/index.ts'

type Props = { lang: Language; caption: string; textLanguage: string; before: string; now: string }

/** A text beside another one, line by line: what went is struck out, what came is marked. */
export function DifferenceTable({ lang, caption, textLanguage, before, now }: Props) {
  const t = translator(lang)
  const cell = { lang: textLanguage, dir: directionOf(textLanguage) }
  const [was, is] = [t('write.difference.before'), t('write.difference.now')]
  return (
    <table class="changes difference">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{was}</th>
          <th scope="col">{is}</th>
        </tr>
      </thead>
      <tbody>
        {difference(before, now).map(pair =>
          isSame(pair.before) ? (
            <tr class="same">
              <td colspan={2} {...cell}>
                <Pieces pieces={pair.before} />
              </td>
            </tr>
          ) : (
            <tr>
              <td>
                <span class="changes-when">{was}</span>
                <span {...cell}>
                  <Pieces pieces={pair.before} />
                </span>
              </td>
              <td>
                <span class="changes-when">{is}</span>
                <span {...cell}>
                  <Pieces pieces={pair.now} />
                </span>
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

const isSame = (line: readonly Piece[] | null) =>
  line?.every(({ kind }) => kind === 'same') && line.length === 1

function Pieces({ pieces }: { pieces: readonly Piece[] | null }) {
  return (
    <>
      {(pieces ?? []).map(({ kind, text }) => {
        if (kind === 'gone') return <del>{text}</del>
        return kind === 'new' ? <ins>{text}</ins> : text
      })}
    </>
  )
}
