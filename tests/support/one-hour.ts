import { askForLink } from '../../src/endorsements/one-hour/ask-for-link.ts'
import type { AskedPurpose } from '../../src/endorsements/one-hour/one-hour-actions.ts'
import { deliverDue } from '../../src/mail/deliver.ts'
import { privateToken, type Scene } from './scene.ts'

/** The token of a one-hour link, as the mail brings it that a representative asks for on the private page. */
export async function oneHourToken(scene: Scene, id: string, purpose: AskedPurpose): Promise<string> {
  // What is owed already goes first: the mail that comes last is the link's.
  await deliverDue(scene.deps, 50)
  const answer = await askForLink(scene.deps, await privateToken(scene, id), purpose)
  if (!answer.ok || answer.value !== 'sent') throw new Error('no link was sent')
  await deliverDue(scene.deps, 50)
  const text = scene.mail.accepted.at(-1)?.message.text ?? ''
  return /\/endorsement\/([\w-]{43})$/m.exec(text)?.[1] ?? ''
}
