import { type Language, translator } from '../i18n/index.ts'
import { Facts } from './parts.tsx'

/** What to type on each system to compute the SHA-256 of the file at an address. */
export function HashCommands(props: { lang: Language; address: string; file?: string }) {
  const { lang, address, file = 'statement.md' } = props
  const t = translator(lang)
  // A line of its own: what joins two differs between cmd and PowerShell.
  const certutil = `certutil -hashfile ${file} SHA256`
  const download = `curl.exe -fsSLo ${file} ${address}`
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
