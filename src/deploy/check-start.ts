import { ConfigError } from '../config.ts'
import type { Database } from '../storage/client.ts'
import { noteKeys } from '../storage/contact-keys.ts'
import { findRoleFaults } from '../storage/role-faults.ts'
import type { Sealing } from '../storage/sealing.ts'

/**
 * Tries on the database what the settings alone cannot tell: whether the two roles may do what they must not, and
 * whether CONTACT_KEY opens what is sealed. Throws a ConfigError for the first, a ContactKeyFault for the second.
 */
export async function checkStart(
  { app, reader, sealing }: { app: Database; reader: Database; sealing: Sealing },
  now: Date,
): Promise<void> {
  const faults = await findRoleFaults({ app, reader })
  if (faults.length > 0) throw new ConfigError(`configuration: ${faults.join('; ')}`)
  await noteKeys(app, sealing, now)
}
