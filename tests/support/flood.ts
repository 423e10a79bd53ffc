import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { readFormTo } from './page.ts'

/** What a browser finds that solves the challenge of a page that held a form up. */
export async function proofOn(page: string): Promise<string> {
  const [, text = ''] = /data-challenge="([^"]+)"/.exec(page) ?? []
  const challenge = JSON.parse(text.replaceAll('&quot;', '"'))
  const solution = await solveChallenge({ challenge, deriveKey })
  return JSON.stringify({ challenge, solution })
}

/** Sends a form as a browser with JavaScript does: where it is held up, with the proof that the page asks for. */
export async function sendProving(
  send: (fields: Record<string, string>) => Promise<Response>,
  path: string,
  fields: Record<string, string>,
): Promise<Response> {
  const answer = await send(fields)
  if (answer.status !== 429) return answer
  const page = await answer.text()
  return send({ ...readFormTo(page, path), proof: await proofOn(page) })
}
