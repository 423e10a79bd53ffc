import { get } from 'node:http'
import type { Answer } from './reference.ts'

/** What every request of the bench carries: as a browser's, without a cookie. */
export const requestHeaders = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-encoding': 'gzip, deflate, br',
  'accept-language': 'en-GB,en;q=0.9,be;q=0.8',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
}

/** A request as bytes. */
export function requestText(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: object; body?: string } = {},
): string {
  const length = body ? { 'content-length': String(Buffer.byteLength(body)) } : {}
  const all = { host: `127.0.0.1:${port}`, ...requestHeaders, ...headers, ...length }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

/** Of one connection or of the moment, not of the answer. */
const passing = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']

/** One answer as it comes over the wire: its bytes, and its headers without those that each server writes itself. */
export function ask(port: number, path: string, more: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(
      { port, path, host: '127.0.0.1', headers: { ...requestHeaders, ...more }, agent: false },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('end', () => {
          const headers = Object.fromEntries(
            Object.entries(response.headers).flatMap(([name, value]) =>
              typeof value === 'string' && !passing.includes(name) ? [[name, value]] : [],
            ),
          )
          resolve({
            path,
            status: response.statusCode ?? 0,
            headers,
            body: new Uint8Array(Buffer.concat(chunks)),
          })
        })
      },
    )
    request.on('error', reject)
  })
}
