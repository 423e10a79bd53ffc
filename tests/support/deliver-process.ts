import { readConfig } from '../../src/config.ts'
import { createResendMailer } from '../../src/mail/mailer.ts'
import { repeatDelivery } from '../../src/mail/repeat-delivery.ts'
import { randomBytes } from '../../src/random.ts'
import { connect } from '../../src/storage/client.ts'
import { createSealing } from '../../src/storage/sealing.ts'

// Delivers, and nothing else, as a process that can be killed. Its clock begins at CLOCK, and the test moves it.

let moved = 0
const began = Number(process.env.BEGAN)
const now = () => new Date(Number(process.env.CLOCK) + Date.now() - began + moved)
const config = readConfig(process.env)
const { db } = connect(process.env.DATABASE_URL ?? '', 5)
repeatDelivery(
  {
    config,
    db,
    now,
    random: randomBytes,
    sealing: createSealing(config.contactKeys, randomBytes),
    mailer: createResendMailer(config),
    log: () => {},
  },
  1000,
)
process.on('message', (milliseconds: number) => {
  moved = milliseconds
})
process.on('disconnect', () => process.exit(0))
