import type { MessageKey } from '../en/messages.ts'
import about from './about.json' with { type: 'json' }
import account from './account.json' with { type: 'json' }
import amend from './amend.json' with { type: 'json' }
import auth from './auth.json' with { type: 'json' }
import claim from './claim.json' with { type: 'json' }
import confirm from './confirm.json' with { type: 'json' }
import copy from './copy.json' with { type: 'json' }
import criteria from './criteria.json' with { type: 'json' }
import csv from './csv.json' with { type: 'json' }
import desk from './desk.json' with { type: 'json' }
import disown from './disown.json' with { type: 'json' }
import document from './document.json' with { type: 'json' }
import embed from './embed.json' with { type: 'json' }
import fault from './fault.json' with { type: 'json' }
import field from './field.json' with { type: 'json' }
import flood from './flood.json' with { type: 'json' }
import form from './form.json' with { type: 'json' }
import format from './format.json' with { type: 'json' }
import help from './help.json' with { type: 'json' }
import join from './join.json' with { type: 'json' }
import language from './language.json' with { type: 'json' }
import link from './link.json' with { type: 'json' }
import list from './list.json' with { type: 'json' }
import live from './live.json' with { type: 'json' }
import log from './log.json' with { type: 'json' }
import mail from './mail.json' with { type: 'json' }
import opening from './opening.json' with { type: 'json' }
import privacy from './privacy.json' with { type: 'json' }
import privatePage from './private.json' with { type: 'json' }
import queue from './queue.json' with { type: 'json' }
import reach from './reach.json' with { type: 'json' }
import reason from './reason.json' with { type: 'json' }
import search from './search.json' with { type: 'json' }
import settings from './settings.json' with { type: 'json' }
import share from './share.json' with { type: 'json' }
import signatory from './signatory.json' with { type: 'json' }
import signin from './signin.json' with { type: 'json' }
import site from './site.json' with { type: 'json' }
import statement from './statement.json' with { type: 'json' }
import steps from './steps.json' with { type: 'json' }
import team from './team.json' with { type: 'json' }
import version from './version.json' with { type: 'json' }

/** Every message in Belarusian. A file holds the keys that begin with its name. */
export const messages: Record<MessageKey, string> = {
  ...about,
  ...account,
  ...amend,
  ...auth,
  ...claim,
  ...confirm,
  ...copy,
  ...criteria,
  ...csv,
  ...desk,
  ...disown,
  ...document,
  ...embed,
  ...fault,
  ...field,
  ...flood,
  ...form,
  ...format,
  ...help,
  ...join,
  ...language,
  ...link,
  ...list,
  ...live,
  ...log,
  ...mail,
  ...opening,
  ...privacy,
  ...privatePage,
  ...queue,
  ...reach,
  ...reason,
  ...search,
  ...settings,
  ...share,
  ...signatory,
  ...signin,
  ...site,
  ...statement,
  ...steps,
  ...team,
  ...version,
}
