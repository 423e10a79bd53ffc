import type { Publishable } from '../../domain/draft.ts'
import { andList, formatMomentInZone, type Language, translator } from '../../i18n/index.ts'
import type { Fact } from '../../ui/parts.tsx'

type Settings = Pick<
  Publishable,
  'opensAt' | 'closesAt' | 'timeZone' | 'signers' | 'listOrder' | 'second' | 'readersInDanger'
>

/** What is said beside the text, in words. Of a published statement a second moderator is set with the others'. */
export function settingsFacts(lang: Language, settings: Settings, isPublished: boolean): Fact[] {
  const t = translator(lang)
  const { opensAt, closesAt, timeZone, signers, listOrder, second, readersInDanger } = settings
  const moment = (at: string) => formatMomentInZone(lang, new Date(at), timeZone)
  const who = signers.map(kind => t(`signer.many.${kind}`))
  return [
    { label: t('write.opens'), value: opensAt === null ? t('write.opens.none') : moment(opensAt) },
    { label: t('deadline.label'), value: closesAt === null ? t('times.noDeadline') : moment(closesAt) },
    { label: t('times.zone'), value: timeZone },
    { label: t('write.signers'), value: andList(lang, who) },
    { label: t('write.order'), value: t(`write.order.${listOrder}`) },
    ...(isPublished ? [] : [{ label: t('settings.second'), value: t(`settings.second.${second}`) }]),
    { label: t('write.inDanger'), value: t(readersInDanger ? 'write.yes' : 'write.no') },
  ]
}
