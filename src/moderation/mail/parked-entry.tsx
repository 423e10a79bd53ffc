import { type Language, translator } from '../../i18n/index.ts'
import { unreachableCode } from '../../domain/mail-outcome.ts'
import { paths } from '../../paths.ts'
import type { ParkedMail } from '../../storage/parked-mail.ts'
import { Actions, Button } from '../../ui/parts.tsx'

type EntryProps = { lang: Language; mail: ParkedMail }

/** Why no machine tries it again, with the provider's code and which mail it is, for whoever looks for it there. */
export function ParkedWhy({ lang, mail: { parkedAs, code, kind } }: EntryProps) {
  return (
    <>
      {translator(lang)(
        code === unreachableCode ? 'parked.as.unreachable' : `parked.as.${parkedAs ?? 'message'}`,
      )}{' '}
      <code>{code}</code> · <code>{kind}</code>
    </>
  )
}

/** What the form says of the page that it is on, where that is the request's. */
export const fromRequest = 'request'

/** The button that sends it again, to the same address; `from`: to come back there. */
export function SendAgain({ lang, mail, from }: EntryProps & { from?: typeof fromRequest }) {
  return (
    <form method="post" action={paths.desk.mail}>
      <input type="hidden" name="mail" value={mail.id} />
      {from && <input type="hidden" name="from" value={from} />}
      <Actions>
        <Button kind="quiet">{translator(lang)('parked.again')}</Button>
      </Actions>
    </form>
  )
}
