import type { Endorsement } from '../../domain/endorsement.ts'
import { inLanguage, type Language, translator } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'
import { paths } from '../../paths.ts'
import { Checkbox, Form } from '../../ui/fields.tsx'
import { MomentInZone } from '../../ui/moment-in-zone.tsx'
import { Actions, Button, type Fact, Facts } from '../../ui/parts.tsx'
import { usePlace } from '../../ui/statement-place.tsx'
import type { NewerText } from './find-newer-text.ts'

type ReconfirmProps = {
  lang: Language
  endorsement: Endorsement
  newer: NewerText
  token: string
  unticked: boolean
  /** No list has it under what it signed. */
  isUnlisted: boolean
  /** Nobody can read any more what it signed. */
  isTextGone: boolean
}

/** What the signatory signed beside what the text says now, and the button that signs it. */
export function ReconfirmSection(props: ReconfirmProps) {
  const { lang, endorsement, newer, token, unticked, isUnlisted, isTextGone } = props
  const t = wordsFor(lang, endorsement)
  const { statement, revision } = endorsement
  const { signed, newest, textLanguage } = newer
  // A signatory's statement has a place for it, public or not.
  const place = usePlace(statement) ?? statement
  const { version } = newest
  return (
    <section class="section">
      <h2>{t('private.newer.title')}</h2>
      <p>{t(isUnlisted ? 'round.newer' : 'private.newer.lead', { signed: signed.version })}</p>
      <OnFinalList lang={lang} newer={newer} />
      <Facts
        items={[
          ...factsOf(lang, t('private.newer.signed'), {
            ...signed,
            href: isTextGone ? null : paths.statement.version(lang, place, signed.version),
          }),
          ...factsOf(lang, t('private.newer.newest'), {
            ...newest,
            href: paths.statement.text(lang, place, textLanguage),
          }),
          { label: t('signatory.textLanguage'), value: inLanguage(lang, textLanguage) },
        ]}
      />
      <Form action={paths.endorsement.action(lang, token, 'reconfirm')}>
        <input type="hidden" name="revision" value={String(revision)} />
        <input type="hidden" name="version" value={String(version)} />
        <input type="hidden" name="text" value={textLanguage} />
        <Checkbox
          name="agreed"
          label={t('private.newer.box', { version })}
          error={unticked ? t('hour.unticked') : undefined}
          required
        />
        <Actions>
          <Button>{t('private.newer.submit', { version })}</Button>
        </Actions>
      </Form>
    </section>
  )
}

/** Who comes onto the final list, where there is a deadline. */
function OnFinalList({ lang, newer: { times } }: { lang: Language; newer: NewerText }) {
  const t = translator(lang)
  if (!times?.closesAt) return null
  if (times.frozen) return <p>{t('private.newer.frozen')}</p>
  const { closesAt, timeZone } = times
  return (
    <p>
      <MomentInZone
        lang={lang}
        text={t('private.newer.final', { moment: '{moment}' })}
        at={closesAt}
        zone={timeZone}
      />
    </p>
  )
}

/** `href` is null where nobody can read it any more. */
type Cited = { version: number; sha256: string; href: string | null }

function factsOf(lang: Language, label: string, { version, sha256, href }: Cited): Fact[] {
  const t = translator(lang)
  const name = t('confirm.version', { version })
  return [
    { label, value: href === null ? name : <a href={href}>{name}</a> },
    { label: t('about.sha256'), value: sha256, code: true },
  ]
}
