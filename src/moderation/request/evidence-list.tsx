import type { Child } from 'hono/jsx'
import type { Evidence, OtherName, Reason } from '../../domain/evidence/reasons.ts'
import { summarise } from '../../domain/evidence/summary.ts'
import { weighedHost } from '../../domain/hosts.ts'
import { andList, inLanguage, type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'

/** What speaks for and against a request, under its heading. */
export function EvidenceSection({ lang, evidence }: { lang: Language; evidence: Evidence }) {
  return (
    <section class="section">
      <h2 id="evidence" tabindex={-1}>
        {translator(lang)('desk.evidence.title')}
      </h2>
      <EvidenceList lang={lang} evidence={evidence} />
    </section>
  )
}

/** What speaks for and against, a sentence each. Colour is never alone: each says which it is. */
function EvidenceList({ lang, evidence }: { lang: Language; evidence: Evidence }) {
  const t = translator(lang)
  const { for: speakFor, against } = summarise(evidence)
  return (
    <>
      {(against > 0 || speakFor === 0) && (
        <p class="hint">
          {against > 0 && t('desk.evidence.against', { against })}{' '}
          {speakFor === 0 && t('desk.evidence.nothing-for')}
        </p>
      )}
      <ul class="evidence">
        {evidence.reasons.map(reason => (
          <li class={reason.speaks}>
            <span class="speaks">{t(`desk.speaks.${reason.speaks}`)}</span>
            <span>{reasonText(lang, reason)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function reasonText(lang: Language, reason: Reason): Child {
  const t = translator(lang)
  switch (reason.kind) {
    case 'address_at_website':
    case 'free_mail':
    case 'disposable_mail':
    case 'website_is_platform':
      return t(`desk.evidence.${reason.kind}`, { domain: weighedHost(reason.domain) })
    case 'address_elsewhere':
      return t(
        reason.speaks === 'against' ? 'desk.evidence.address_imitates' : 'desk.evidence.address_elsewhere',
        { address: weighedHost(reason.address), website: weighedHost(reason.website) },
      )
    case 'no_website':
    case 'contact_erased':
      return t(`desk.evidence.${reason.kind}`)
    case 'mixed_script':
      return (
        <>
          {t('desk.evidence.mixed_script')}{' '}
          {reason.words.map((word, index) => (
            <>
              {index > 0 && ', '}
              <MixedWord word={word} />
            </>
          ))}
        </>
      )
    case 'duplicate_of_signatory':
    case 'look_alike_of_signatory':
    case 'near_name_of_signatory':
    case 'same_website_as_signatory':
    case 'namesake_of_signatory':
    case 'affiliation_like_signatory':
      return (
        <>
          {t(`desk.evidence.${reason.kind}`)} <RequestLink lang={lang} other={reason} />
        </>
      )
    case 'known_name_of_signatory':
    case 'acronym_of_signatory':
      return (
        <>
          {t(keyOfKnown(reason), { field: reason.field, language: inLanguage(lang, reason.field) })}{' '}
          <RequestLink lang={lang} other={reason} />
        </>
      )
    case 'address_not_at_signatory':
      return (
        <>
          {t('desk.evidence.address_not_at_signatory', {
            domains: andList(lang, reason.domains.map(weighedHost)),
          })}{' '}
          <RequestLink lang={lang} other={reason} />
        </>
      )
    case 'address_at_signatory':
    case 'domain_named_like_signatory':
      return (
        <>
          {t(`desk.evidence.${reason.kind}`, { domain: weighedHost(reason.domain) })}{' '}
          <RequestLink lang={lang} other={reason} />
        </>
      )
    case 'page_named_like_signatory':
      return (
        <>
          {t('desk.evidence.page_named_like_signatory', { page: reason.page })}{' '}
          <RequestLink lang={lang} other={reason} />
        </>
      )
    case 'domain_like_signatory':
      return (
        <>
          {t('desk.evidence.domain_like_signatory', {
            domain: weighedHost(reason.domain),
            known: weighedHost(reason.known),
          })}{' '}
          <RequestLink lang={lang} other={reason} />
        </>
      )
    case 'state_body':
    case 'advertising':
    case 'nonsense':
    case 'advertising_line':
      return (
        <>
          {t(`desk.evidence.${reason.kind}`)}{' '}
          {reason.names.map((name, index) => (
            <>
              {index > 0 && ', '}
              <bdi>{name}</bdi>
            </>
          ))}
        </>
      )
    case 'duplicate_of_request':
    case 'look_alike_of_request':
    case 'near_name_of_request':
    case 'same_website_as_request':
      return (
        <>
          {t(`desk.evidence.${reason.kind}`)} <RequestLink lang={lang} other={reason} /> (
          {t(`desk.state.${reason.status}`)})
        </>
      )
    case 'asked_before':
      return (
        <>
          {t(`desk.evidence.asked_before.${reason.by}`)} <RequestLink lang={lang} other={reason} /> (
          {t(`desk.state.${reason.status}`)})
        </>
      )
    case 'confirmed_after':
      return reason.fast
        ? t('desk.evidence.confirmed_fast')
        : t('desk.evidence.confirmed_after', { minutes: reason.minutes })
  }
}

type KnownReason = Extract<Reason, { kind: 'known_name_of_signatory' | 'acronym_of_signatory' }>

function keyOfKnown({ kind, exact }: KnownReason) {
  if (kind === 'acronym_of_signatory') return 'desk.evidence.acronym_of_signatory'
  return exact ? 'desk.evidence.known_name_of_signatory' : 'desk.evidence.near_known_name_of_signatory'
}

/** A word with the letters marked that are not of its main alphabet: they look just like those that are. */
function MixedWord({ word }: { word: string }) {
  const letters = [...word]
  const cyrillic = letters.filter(letter => /\p{Script=Cyrillic}/u.test(letter)).length
  const latin = letters.filter(letter => /\p{Script=Latin}/u.test(letter)).length
  const strange = cyrillic <= latin ? /[^\p{Script=Latin}\P{L}]/u : /[^\p{Script=Cyrillic}\P{L}]/u
  return <bdi>{letters.map(letter => (strange.test(letter) ? <mark>{letter}</mark> : letter))}</bdi>
}

/** Another request by its name, which somebody typed: after a colon of ours, never within a sentence. */
function RequestLink({ lang, other }: { lang: Language; other: OtherName }) {
  const t = translator(lang)
  const { id, name, nameWithheld } = other
  return (
    <>
      <a href={paths.desk.request(id)} aria-label={t('desk.open', { name })}>
        <bdi>{name}</bdi>
      </a>
      {nameWithheld && ` (${t('withheld.tag')})`}
    </>
  )
}
