import { type Endorsement, isEnded } from '../domain/endorsement.ts'
import type { MessageKey } from '../i18n/index.ts'

/** What stands above an entry as readers see it, would see it, or saw it. */
export function previewCaption({ status }: Endorsement, isPrivate: boolean): MessageKey {
  if (isEnded(status)) return 'private.preview.ended'
  return status === 'approved' && !isPrivate ? 'private.preview.listed' : 'confirm.preview'
}
