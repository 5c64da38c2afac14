// The service board: reached from the navigation, true to its rows, on a desk, a phone, a wall and as an article.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

const TILES = ['satisfaction', 'volume', 'response', 'open', 'months', 'unhappy']

for (const locale of ['zh', 'en']) {
  journey(`the service board says whole sentences whose numbers are links (${locale})`, ['phone', 'desk'], { locale }, async ({ page }) => {
    await signIn(page, 'exec')
    await open(page, '/board/service')
    assert.deepEqual(await page.locator('.board > *').evaluateAll((all) => all.map((tile) => tile.id)), TILES)
    for (const key of TILES) assert.match(await page.locator(`#${key} .tile-headline`).innerText(), /\d.*[。.]$/s, key)
    await fits(page)
    await axe(page)
    await page.locator('.page-tools a[href="/board/service?view=text"]').click()
    await page.locator('.board-text').waitFor()
    const links = await page.locator('.board-text a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    assert.ok(links.length >= TILES.length && links.every((href) => href.startsWith('/register/ticket?')), links.join(' '))
  })
}

journey('a number of the service board is as many rows, for a period and a part of the customers too', 'desk', async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  await page.locator('.rail a[href="/board/service"]').click()
  await page.locator('#volume .figure-value').waitFor()
  const whole = await page.locator('#volume .figure-value').innerText()
  await page.locator('.board-ask summary').click()
  await page.locator('.board-ask select[name=tier]').selectOption('strategic')
  await Promise.all([page.waitForURL(/\/board\/service\?.*tier=strategic/), page.locator('.board-ask [type=submit]').click()])
  await page.locator('#volume .figure-value').waitFor()
  assert.notEqual(await page.locator('#volume .figure-value').innerText(), whole)
  const rows = await page.locator('#volume .figure a').getAttribute('href')
  assert.match(decodeURIComponent(rows), /account\.tier:eq:strategic/)
  page.allow(/422|404/)
  assert.equal((await page.goto('/board/service?to=2999-01-01')).status(), 422)
  assert.equal((await page.goto('/board/nothing')).status(), 404)
})

journey('a customer’s sponsor does not learn of the service board', 'desk', async ({ page }) => {
  await signIn(page, 'sponsor')
  page.allow(/404/)
  for (const path of ['/board/service', '/wall/service', '/board/service?view=text']) {
    assert.equal((await page.goto(path)).status(), 404, path)
  }
})

journey('the service board hangs on a wall', 'wall', async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/wall/service')
  await page.locator('#satisfaction .tile-headline').waitFor()
  await fits(page)
})
