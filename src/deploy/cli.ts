import { readDeployUrls } from '../config.ts'
import { wordsForFault } from './command.ts'
import { deploy } from './deploy.ts'

// `npm run db:deploy`, for production, over the direct connection. `npm start` does the same for its own database.
try {
  const synced = await deploy(readDeployUrls(process.env))
  for (const { slug, newVersion, founded } of synced) {
    const version = newVersion === null ? 'text unchanged' : `text version ${newVersion}`
    console.log(`${slug}: ${version}, ${founded} founding signatories added`)
  }
} catch (error) {
  console.error(wordsForFault(error))
  process.exitCode = 1
}
