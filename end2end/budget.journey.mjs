// What a phone loads before the portfolio can be read and used, in brotli bytes as they travel.

import assert from 'node:assert/strict'
import { journey, ready, signIn } from './harness.mjs'

const TOTAL = 176_000 // HTML, styles, scripts, WebAssembly and pictures together: 173,498 measured (the aim of 190,000 is met, that of 170,000 is not)
const TO_READ = 35_000 // HTML and styles: from here on it can be read

journey('the first view of the portfolio stays within its bytes', 'phone', async ({ page, another }) => {
  await signIn(page, 'exec')
  const first = await another() // nothing in its cache
  await first.context().addCookies(await page.context().cookies())
  const loaded = []
  first.on('requestfinished', (request) => loaded.push(request))
  await first.goto('/')
  await ready(first)
  await first.waitForLoadState('load')
  await first.waitForTimeout(500)
  const parts = {}
  for (const request of loaded) {
    const answer = await request.response()
    if (request.url().endsWith('/live') || !answer) continue
    const { responseBodySize } = await request.sizes()
    const kind = (answer.headers()['content-type'] ?? '?').split(';')[0]
    if (/html|css|javascript|wasm/.test(kind)) assert.equal(answer.headers()['content-encoding'], 'br', `${request.url()} travels as brotli`)
    parts[kind] = (parts[kind] ?? 0) + responseBodySize
  }
  const total = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0)
  const toRead = (parts['text/html'] ?? 0) + (parts['text/css'] ?? 0)
  console.log(`first view of the phone portfolio: ${total} brotli bytes, of which HTML and CSS ${toRead}: ${JSON.stringify(parts)}`)
  assert.ok(parts['application/wasm'] > 0 && parts['text/html'] > 0 && parts['text/css'] > 0, JSON.stringify(parts))
  assert.ok(toRead <= TO_READ, `HTML and CSS are ${toRead} bytes, more than ${TO_READ}`)
  assert.ok(total <= TOTAL, `the first view is ${total} bytes, more than ${TOTAL}`)
})
