// A file that is not named here has no keys for the compiler.

import type about from './en/about.json'
import type account from './en/account.json'
import type amend from './en/amend.json'
import type auth from './en/auth.json'
import type bulk from './en/bulk.json'
import type claim from './en/claim.json'
import type confirm from './en/confirm.json'
import type contact from './en/contact.json'
import type copy from './en/copy.json'
import type criteria from './en/criteria.json'
import type csv from './en/csv.json'
import type deadline from './en/deadline.json'
import type desk from './en/desk.json'
import type disown from './en/disown.json'
import type document from './en/document.json'
import type embed from './en/embed.json'
import type fault from './en/fault.json'
import type field from './en/field.json'
import type figures from './en/figures.json'
import type final from './en/final.json'
import type flood from './en/flood.json'
import type form from './en/form.json'
import type format from './en/format.json'
import type help from './en/help.json'
import type home from './en/home.json'
import type hour from './en/hour.json'
import type join from './en/join.json'
import type language from './en/language.json'
import type leave from './en/leave.json'
import type link from './en/link.json'
import type list from './en/list.json'
import type live from './en/live.json'
import type log from './en/log.json'
import type mail from './en/mail.json'
import type opening from './en/opening.json'
import type order from './en/order.json'
import type parked from './en/parked.json'
import type privacy from './en/privacy.json'
import type privatePage from './en/private.json'
import type propose from './en/propose.json'
import type queue from './en/queue.json'
import type reach from './en/reach.json'
import type reason from './en/reason.json'
import type round from './en/round.json'
import type safety from './en/safety.json'
import type search from './en/search.json'
import type settings from './en/settings.json'
import type share from './en/share.json'
import type signatory from './en/signatory.json'
import type signer from './en/signer.json'
import type signin from './en/signin.json'
import type site from './en/site.json'
import type statement from './en/statement.json'
import type steps from './en/steps.json'
import type team from './en/team.json'
import type times from './en/times.json'
import type unsubscribe from './en/unsubscribe.json'
import type update from './en/update.json'
import type version from './en/version.json'
import type withheld from './en/withheld.json'
import type write from './en/write.json'

type Catalogue = typeof about &
  typeof account &
  typeof amend &
  typeof auth &
  typeof bulk &
  typeof claim &
  typeof confirm &
  typeof contact &
  typeof copy &
  typeof criteria &
  typeof csv &
  typeof deadline &
  typeof desk &
  typeof disown &
  typeof document &
  typeof embed &
  typeof fault &
  typeof field &
  typeof figures &
  typeof final &
  typeof flood &
  typeof form &
  typeof format &
  typeof help &
  typeof home &
  typeof hour &
  typeof join &
  typeof language &
  typeof leave &
  typeof link &
  typeof list &
  typeof live &
  typeof log &
  typeof mail &
  typeof opening &
  typeof order &
  typeof parked &
  typeof privacy &
  typeof privatePage &
  typeof propose &
  typeof queue &
  typeof reach &
  typeof reason &
  typeof round &
  typeof safety &
  typeof search &
  typeof settings &
  typeof share &
  typeof signatory &
  typeof signer &
  typeof signin &
  typeof site &
  typeof statement &
  typeof steps &
  typeof team &
  typeof times &
  typeof unsubscribe &
  typeof update &
  typeof version &
  typeof withheld &
  typeof write

/** What a message is called, in every language. */
export type MessageKey = keyof Catalogue
