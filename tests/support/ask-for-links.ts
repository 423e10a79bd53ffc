import type { Deps } from '../../src/deps.ts'
import { mailFreshLinks } from '../../src/endorsements/lost-link/mail-fresh-links.ts'

/** What becomes of it when somebody who lost their link types an address, without the form and the page. */
export const askForLinks = (deps: Deps, email: string): Promise<void> =>
  deps.db.transaction(tx => mailFreshLinks(tx, deps, email))
