// Whatever is malformed is answered with a page that says what to do, in the reader's language.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { call, rows } from './desk.mjs'

const inWords = { zh: /[\u4e00-\u9fff]{3,}/, en: /[A-Za-z]+ [A-Za-z]+ [A-Za-z]+/ }

for (const locale of ['zh', 'en']) {
  journey(`a malformed address has a page that says what to do (${locale})`, ['phone', 'desk'], { locale }, async ({ page }) => {
    await signIn(page, 'ops')
    page.allow(/status of 4\d\d/)
    for (const [where, status] of [
      ['/?from=xx', [422, 400]], ['/?from=2026-13-40&to=2026-01-01', [422, 400]], ['/?from=2026-06-01&to=2026-01-01', [422, 400]],
      ['/register/nothing', [404]], ['/register/account/no-such-id', [404]], ['/account/no-such-id', [404]], ['/register/account/%00', [404, 400]],
      ['/nowhere', [404]], ["/register/account/'%20or%201=1--", [404]], ['/import?upload=nothing', [404, 422, 200]],
    ]) {
      const answer = await page.goto(where)
      assert.ok(status.includes(answer.status()), `${where} answers ${answer.status()}`)
      const words = await page.locator('main').innerText()
      assert.match(words, inWords[locale], `${where} says something: ${words}`)
      assert.ok((await page.locator('main a[href]').count()) > 0, `${where} leads on`)
      await fits(page)
    }
    await axe(page)
    for (const where of ['/register/account?f=nonsense', '/register/account?f=name:eq', '/register/account?sort=%00', '/register/account?after=%7B', '/register/account?limit=-1', '/register/account?%FF=%FE']) {
      const answer = await page.goto(where)
      assert.ok(answer.status() < 500, `${where} answers ${answer.status()}`)
      await page.locator('h1').first().waitFor()
    }
  })
}

journey('a token that is not ours leads to the sign-in page', ['phone', 'desk'], async ({ page, url }) => {
  for (const value of ['nonsense', 'AAAAAAAAAAAAAAAAAAAAAA', '%00', `${'x'.repeat(3000)}`]) {
    await page.context().addCookies([{ name: 'yardstick', value, url }])
    await page.goto('/register/account')
    assert.equal(new URL(page.url()).pathname, '/sign-in', value.slice(0, 30))
    await page.locator('form[action="/session"]').first().waitFor()
  }
})

journey('what is too large, half or foreign is refused in words and changes nothing', 'desk', async ({ page }) => {
  await signIn(page, 'ops')
  const large = await page.request.post('/api/record/create', { data: { table: 'account', draft: { name: 'x'.repeat(2 << 20), stage: 'service' } }, failOnStatusCode: false })
  assert.equal(large.status(), 413)
  assert.match(await large.text(), inWords.zh)
  const half = await call(page, 'record/list', { table: 'account' })
  assert.ok(half.status >= 400 && half.json?.[0]?.kind === 'Invalid', `half a request answers ${half.status} ${half.text}`)
  assert.match(half.text, inWords.zh)
  const broken = await page.request.post('/api/record/create', { data: '{"table":', headers: { 'content-type': 'application/json' }, failOnStatusCode: false })
  assert.ok(broken.status() >= 400, `broken JSON answers ${broken.status()}`)
  assert.match(await broken.text(), /"Invalid".*没有做任何改动/)
  const foreign = await page.request.post('/api/record/create', { data: { table: 'account', draft: { name: 'foreign', stage: 'service' } }, headers: { origin: 'https://evil.example' }, failOnStatusCode: false })
  assert.equal(foreign.status(), 403)
  assert.equal((await rows(page, 'account', `f=${encodeURIComponent('name:eq:foreign')}`)).length, 0)
  for (const draft of [{}, { name: 'x'.repeat(500), stage: 'service' }, { name: 'x', stage: 'nowhere' }, { name: 'x', stage: 'service', seats: '-5' }, { name: 'x', stage: 'service', renewal_on: '2026-02-30' }, { name: 'x', stage: 'service', parent_id: 'nobody' }]) {
    const answer = await call(page, 'record/create', { table: 'account', draft }, { json: true })
    assert.equal(answer.status, 422, `${JSON.stringify(draft).slice(0, 80)} answers ${answer.text.slice(0, 300)}`)
    assert.match(answer.text, inWords.zh)
  }
  await open(page, '/')
})
