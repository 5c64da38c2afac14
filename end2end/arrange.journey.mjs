// A board is arranged by its owner: another order, a tile put away, another size; on this screen alone, for nobody else,
// by keyboard and without WebAssembly, and always back to the default.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

const tiles = (page) => page.locator('.board > article').evaluateAll((all) => all.map((tile) => tile.id))
const listed = (page) => page.locator('.arrange-list input[name=tile]').evaluateAll((all) => all.map((one) => one.value))

for (const locale of ['zh', 'en']) {
  journey(`a board is arranged, for this reader and this screen alone (${locale})`, ['phone', 'desk'], { locale }, async ({ page, another, screen }) => {
    await signIn(page, 'exec')
    await open(page, '/board/growth')
    const usual = await tiles(page)
    const said = await page.locator('#nrr .tile-headline').textContent()
    await page.locator('.page-tools a[href^="/arrange"]').click()
    await page.locator('.arrange-list').waitFor()
    assert.deepEqual(await listed(page), usual)
    const on = screen === 'phone' ? 'phone' : 'desk'
    assert.match(await page.locator('nav a[aria-current=true]').getAttribute('href'), new RegExp(`on=${on}`), 'the device in the hand')
    await fits(page)
    await axe(page)
    // By keyboard: the hand stays on the button, press after press.
    await page.locator('button[value="up months"]').focus()
    for (let press = 1; press <= 2; press++) {
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
      assert.equal(await page.evaluate(() => document.activeElement.value), 'up months')
    }
    await page.locator('input[name=show][value=nrr]').uncheck()
    if (screen !== 'phone') await page.locator('select[name=room-region]').selectOption('wide')
    await Promise.all([page.waitForNavigation(), page.locator('.arrange-do button[type=submit]').first().click()])
    const mine = [...usual.filter((key) => key !== 'months')]
    mine.splice(usual.indexOf('months') - 2, 0, 'months')
    assert.deepEqual(await listed(page), mine)
    await fits(page)
    await page.locator('.arrange-do a').click()
    await page.locator('.board').waitFor()
    assert.deepEqual(await tiles(page), mine.filter((key) => key !== 'nrr'))
    if (screen !== 'phone') assert.equal(await page.locator('#region').getAttribute('data-desk'), '12')
    await fits(page)
    await open(page, '/board/growth?view=text')
    assert.ok((await page.locator('.board-text').textContent()).includes(said), 'the article keeps every sentence')
    const other = await another()
    await signIn(other, 'admin')
    await open(other, '/board/growth')
    assert.deepEqual(await tiles(other), usual, 'somebody else')
    await open(page, '/arrange?at=/board/growth')
    await Promise.all([page.waitForNavigation(), page.locator('button[value=usual]').click()])
    await open(page, '/board/growth')
    assert.deepEqual(await tiles(page), usual)
  })
}

journey('a board cannot be arranged away, nor what is none', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page, 'exec')
  page.allow(/40[34]|422/)
  await open(page, '/arrange?at=/board/service&on=desk')
  for (const box of await page.locator('input[name=show]').all()) await box.uncheck()
  await Promise.all([page.waitForNavigation(), page.locator('.arrange-do button[type=submit]').first().click()])
  assert.match(await page.locator('main').innerText(), /At least one tile must be left/)
  for (const [path, status] of [
    ['/arrange?at=https://elsewhere.example', 422], ['/arrange?at=/register/account', 422], ['/arrange', 422], ['/arrange?at=/&on=fridge', 422],
    ['/arrange?at=/account/nobody', 404], ['/arrange?at=/portfolio&on=wall&profile=usual', 403],
  ]) assert.equal((await page.goto(path)).status(), status, path)
  const send = (form) => page.request.post('/arrange', { form: { at: '/board/service', on: 'desk', ...form }, failOnStatusCode: false, headers: { origin: new URL(page.url()).origin } })
  for (const form of [{ tile: '<script>', show: '<script>' }, { tile: 'answer', show: 'answer', 'room-answer': 'huge' }, { on: 'fridge' }]) {
    assert.equal((await send(form)).status(), 422, JSON.stringify(form))
  }
})

journey('a customer’s sponsor does not arrange what we show them', 'desk', async ({ page }) => {
  await signIn(page, 'sponsor')
  assert.equal(await page.locator('a[href^="/arrange"]').count(), 0)
  page.allow(/404/)
  assert.equal((await page.goto('/arrange?at=/')).status(), 404)
})

journey('a page of a wall’s profile is arranged by an administrator', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page, 'admin')
  await open(page, '/arrange?at=/portfolio&on=wall&profile=usual')
  const usual = await listed(page)
  await page.locator('input[name=show]').first().uncheck()
  await Promise.all([page.waitForNavigation(), page.locator('.arrange-do button[type=submit]').first().click()])
  const preview = async () => (await page.request.post('/api/setting/wall/preview', { form: { profile: 'usual', url: '/portfolio', names_customers: 'false' } })).json()
  assert.ok(!(await preview())[1].includes(`id="${usual[0]}"`), 'the wall does not show it')
  await Promise.all([page.waitForNavigation(), page.locator('button[value=usual]').click()])
  assert.ok((await preview())[1].includes(`id="${usual[0]}"`), 'and shows it again')
  await open(page, '/setting/wall')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('.walls-preview a[href^="/arrange"]').first().click()
  await page.locator('.arrange-list').waitFor()
})
