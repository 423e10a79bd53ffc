import { type MessageKey, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

type VisibilityProps = RequestProps & { withheld: boolean }

/** Says whether everybody can read the organisation's name from now on, as its representative had it changed. */
export function renderVisibilityChanged(props: VisibilityProps): Mail {
  const t = translator(props.lang, props.kind)
  const { subject, texts, after } = wordsOf(props)
  return compose({
    lang: props.lang,
    subject: t(subject),
    headline: t(subject),
    blocks: [
      ...texts.map(key => ({ kind: 'paragraph', text: t(key) }) as const),
      ...aboutRequest(props),
      { kind: 'paragraph', text: t(after) },
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.left.notUs') },
    ],
    why: t('mail.why'),
  })
}

type Words = { subject: MessageKey; texts: MessageKey[]; after: MessageKey }

const words: Record<'withhold' | 'reveal', Record<'public' | 'private', Words>> = {
  withhold: {
    public: {
      subject: 'mail.visibility.withhold.subject',
      texts: ['mail.visibility.withhold.intro'],
      after: 'mail.visibility.withhold.beyond',
    },
    private: {
      subject: 'mail.visibility.withhold.subject',
      texts: ['round.mail.withhold.intro'],
      after: 'withheld.change.back',
    },
  },
  reveal: {
    public: {
      subject: 'mail.visibility.reveal.subject',
      texts: ['mail.visibility.reveal.intro'],
      after: 'mail.visibility.reveal.beyond',
    },
    private: {
      subject: 'round.mail.reveal',
      texts: ['round.mail', 'round.reveal'],
      after: 'round.reveal.back',
    },
  },
}

const wordsOf = ({ withheld, times }: VisibilityProps): Words =>
  words[withheld ? 'withhold' : 'reveal'][times?.isPrivate ? 'private' : 'public']
