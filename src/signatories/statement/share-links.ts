import type { MessageKey } from '../../i18n/index.ts'

type ShareLink = { label: MessageKey; href: string }

/** Ways to hand a page's address on. Plain links: nothing is asked of anybody before one is followed. */
export function shareLinks(title: string, address: string): ShareLink[] {
  const [text, url] = [title, address].map(encodeURIComponent)
  const both = encodeURIComponent(`${title}\n${address}`)
  return [
    { label: 'share.email', href: `mailto:?subject=${text}&body=${both}` },
    { label: 'share.telegram', href: `https://t.me/share/url?url=${url}&text=${text}` },
    { label: 'share.whatsapp', href: `https://wa.me/?text=${both}` },
    { label: 'share.x', href: `https://x.com/intent/post?text=${text}&url=${url}` },
    { label: 'share.facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
  ]
}
