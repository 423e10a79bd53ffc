import { ne } from 'drizzle-orm'
import type { Reader, Transaction } from './client.ts'
import { siteSettings } from './schema/drafts.ts'

/** Whether publishing a statement of the desk needs a second administrator's yes. */
export async function publishingNeedsSecond(reader: Reader): Promise<boolean> {
  const [row] = await reader.select({ needs: siteSettings.publishingNeedsSecond }).from(siteSettings)
  if (!row) throw new Error('the site has lost its settings')
  return row.needs
}

/** Sets it; false where it was set so before. */
export async function setPublishingNeedsSecond(tx: Transaction, needs: boolean): Promise<boolean> {
  const changed = await tx
    .update(siteSettings)
    .set({ publishingNeedsSecond: needs })
    .where(ne(siteSettings.publishingNeedsSecond, needs))
    .returning({ single: siteSettings.single })
  return changed.length > 0
}
