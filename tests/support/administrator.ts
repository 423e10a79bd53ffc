import { createApp } from '../../src/app.ts'
import { insertSession } from '../../src/storage/sessions.ts'
import { makeToken } from '../../src/storage/tokens.ts'
import { addModerator, type Scene } from './scene.ts'

/** An administrator at the desk, by their browser. */
export async function administratorAt(scene: Scene) {
  const { deps } = scene
  const id = await addModerator(scene, { role: 'administrator' })
  const app = createApp(() => deps)
  let cookie = ''
  async function signIn() {
    const { token, hash } = makeToken(deps.random)
    await deps.db.transaction(tx => insertSession(tx, { hash, moderatorId: id }, deps.now()))
    cookie = `__Host-session=${token}`
  }
  await signIn()
  const answer = (path: string) => app.request(path, { headers: { cookie } })
  return {
    id,
    signInAgain: signIn,
    answer,
    open: async (path: string) => (await answer(path)).text(),
    press: (path: string, fields: Record<string, string>) =>
      app.request(path, {
        method: 'POST',
        headers: {
          cookie,
          origin: deps.config.publicUrl,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: String(new URLSearchParams(fields)),
      }),
  }
}
