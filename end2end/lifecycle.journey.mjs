// The lifecycle board: reached from the navigation, true to its rows, on a desk, a phone, a wall and as an article.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

const TILES = ['stages', 'renewal', 'act', 'planned', 'owner', 'money', 'lamps', 'moved', 'longest', 'next']

for (const locale of ['zh', 'en']) {
  journey(`the lifecycle board says whole sentences whose numbers are links (${locale})`, ['phone', 'desk'], { locale }, async ({ page }) => {
    await signIn(page, 'exec')
    await open(page, '/board/lifecycle')
    assert.deepEqual(await page.locator('.board > *').evaluateAll((all) => all.map((tile) => tile.id)), TILES)
    for (const key of TILES) assert.match(await page.locator(`#${key} .tile-headline`).innerText(), /\d.*[。.]$/s, key)
    await fits(page)
    await axe(page)
    await page.locator('.page-tools a[href="/board/lifecycle?view=text"]').click()
    await page.locator('.board-text').waitFor()
    const links = await page.locator('.board-text a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    assert.ok(links.length >= TILES.length && links.every((href) => /^\/(register\/(account|task)\?|account\/)/.test(href)), links.join(' '))
  })
}

journey('who is renewing is as many rows, for a part of the customers too', 'desk', async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  await page.locator('.rail a[href="/board/lifecycle"]').click()
  await page.locator('.board-ask summary').click()
  await page.locator('.board-ask select[name=tier]').selectOption('key')
  await Promise.all([page.waitForURL(/\/board\/lifecycle\?.*tier=key/), page.locator('.board-ask [type=submit]').click()])
  const due = page.locator('#renewal .tile-headline a').first()
  const [many, href] = [await due.innerText(), await due.getAttribute('href')]
  assert.match(decodeURIComponent(href), /tier:eq:key/)
  const listed = await page.request.post('/api/record/list', { form: { table: 'account', url: href.split('?')[1] } })
  assert.equal((await listed.json()).rows.length, Number(many))
  page.allow(/422/)
  assert.equal((await page.goto('/board/lifecycle?from=2026-11-01&to=2026-10-01')).status(), 422)
})

journey('a customer’s sponsor does not learn of the lifecycle board', 'desk', async ({ page }) => {
  await signIn(page, 'sponsor')
  page.allow(/404/)
  for (const path of ['/board/lifecycle', '/wall/lifecycle', '/board/lifecycle?view=text']) {
    assert.equal((await page.goto(path)).status(), 404, path)
  }
})

journey('the lifecycle board hangs on a wall', 'wall', async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/wall/lifecycle')
  await page.locator('#stages .tile-headline').waitFor()
  await fits(page)
})
