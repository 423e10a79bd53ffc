import { escapeXml } from '../../formats/xml.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { outwardTitle } from '../outward-title.ts'

/** In CSS pixels: the frame's height where the script beside it does not run. */
const height = 640
/** However tall the content says it is. */
const tallest = 20_000

/**
 * What another site copies into its page to show the list. The frame works alone; the script, which stays in the
 * page that it is copied into and so is nobody's but theirs, gives it the height of its content.
 */
export function embedSnippet(publicUrl: string, lang: Language, statement: PublicStatement): string {
  const title = outwardTitle(lang, statement)
  const name = `countersign-${statement.slug}`
  const frame = [
    `<iframe id="${name}" src="${publicUrl}${paths.statement.embed(lang, statement.slug)}"`,
    `title="${escapeXml(translator(lang)('embed.title', { title }))}"`,
    `width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`,
  ]
  return `${frame.join(' ')}
<script>
  addEventListener('message', ({ origin, source, data }) => {
    const frame = document.getElementById('${name}')
    if (origin !== '${publicUrl}' || source !== frame.contentWindow) return
    if (data.type === 'countersign:height') frame.height = Math.min(Number(data.height) || ${height}, ${tallest})
  })
</script>
`
}
