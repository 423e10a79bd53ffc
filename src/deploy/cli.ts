import { ConfigError } from '../config.ts'
import { deploy } from './deploy.ts'

// `npm run db:deploy`, for production, over the direct connection. `npm start` does the same for its own database.
try {
  const { DATABASE_OWNER_URL, DATABASE_URL, DATABASE_PUBLIC_URL } = process.env
  if (!DATABASE_OWNER_URL) throw new ConfigError('configuration: DATABASE_OWNER_URL: it is not set')
  const synced = await deploy({
    ownerUrl: DATABASE_OWNER_URL,
    appUrl: DATABASE_URL,
    publicUrl: DATABASE_PUBLIC_URL,
  })
  for (const { slug, newVersion, founded } of synced) {
    const version = newVersion === null ? 'text unchanged' : `text version ${newVersion}`
    console.log(`${slug}: ${version}, ${founded} founding signatories added`)
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
