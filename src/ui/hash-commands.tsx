import { type Language, translator } from '../i18n/index.ts'
import { Facts } from './parts.tsx'

// A line of its own: what joins two differs between cmd and PowerShell.
const certutil = 'certutil -hashfile statement.md SHA256'

/** What to type on each system to compute the SHA-256 of the file at an address. */
export function HashCommands({ lang, address }: { lang: Language; address: string }) {
  const t = translator(lang)
  const download = `curl.exe -fsSLo statement.md ${address}`
  return (
    <Facts
      items={[
        { label: t('about.check.linux'), value: `curl -fsSL ${address} | sha256sum`, code: true },
        { label: t('about.check.mac'), value: `curl -fsSL ${address} | shasum -a 256`, code: true },
        {
          label: t('about.check.windows'),
          value: (
            <>
              {download}
              <br />
              {certutil}
            </>
          ),
          code: true,
        },
      ]}
    />
  )
}
