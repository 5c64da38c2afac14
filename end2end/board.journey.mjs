// Boards that explain themselves: as an article, as of a past day, cut by filters, down to the records behind a move.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

for (const locale of ['zh', 'en']) {
  journey(`the board reads as an article in which numbers are links (${locale})`, ['phone', 'desk'], { locale }, async ({ page }) => {
    await signIn(page, 'exec')
    await open(page, '/?tier=strategic') // a part that no other journey writes to
    const sentences = (await page.locator('.board .tile-headline').allInnerTexts()).map((one) => one.replace(/\s+/g, ''))
    await page.locator('.page-tools a[href*="view=text"]').click()
    await page.locator('.board-text').waitFor()
    const article = (await page.locator('.board-text').innerText()).replace(/\s+/g, '')
    for (const sentence of sentences) assert.ok(article.includes(sentence), `the article says “${sentence}”`)
    assert.equal(new URL(page.url()).searchParams.get('view'), 'text')
    const links = await page.locator('.board-text a').evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.innerText]))
    assert.ok(links.length > 15 && links.every(([href]) => /^\/(register|account)\//.test(href)), JSON.stringify(links))
    await fits(page)
    await axe(page)
    await page.goBack()
    await page.locator('.board .tile').first().waitFor()
  })
}

journey('the article becomes a message for a chat, short enough and whole', ['phone', 'desk'], { locale: 'zh' }, async ({ page }) => {
  await signIn(page, 'exec')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '/?view=text')
  await page.locator('.board-brief summary').click()
  const message = await page.locator('#brief').innerText()
  assert.ok(new TextEncoder().encode(message).length < 2048)
  const lines = message.split('\n')
  assert.ok(lines.length > 5 && lines.slice(1).every((line) => line.endsWith('。')), message)
  await page.locator('[data-copy=brief]').click()
  await page.locator('.toast').waitFor()
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replace(/\r/g, ''), message)
})

journey('filters live in the URL, cut every number and go along with its link', 'desk', async ({ page, another }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  const whole = await page.locator('#arr .figure-value').innerText()
  await page.locator('.board-ask summary').click()
  await page.locator('.board-ask select[name=tier]').selectOption('strategic')
  await Promise.all([page.waitForURL(/tier=strategic/), page.locator('.board-ask [type=submit]').click()])
  await page.locator('#arr .figure-value').waitFor()
  const part = await page.locator('#arr .figure-value').innerText()
  assert.notEqual(part, whole)
  const rows = await page.locator('#arr .figure a').getAttribute('href')
  assert.match(decodeURIComponent(rows), /tier:eq:strategic/)
  const other = await another()
  await signIn(other, 'admin')
  await open(other, new URL(page.url()).pathname + new URL(page.url()).search)
  assert.equal(await other.locator('#arr .figure-value').innerText(), part, 'the link shows somebody else the same')
  assert.equal(await other.locator('.board-ask select[name=tier]').inputValue(), 'strategic')
})

journey('a past day is read as it was scored then; a day to come is refused', 'desk', async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10)
  const today = await page.locator('#health .tile-headline').innerText()
  await open(page, `/?to=${day}`)
  const then = await page.locator('#health .tile-headline').innerText()
  assert.notEqual(then, today)
  const rows = await page.locator('#health .chart-key a').first().getAttribute('href')
  assert.match(decodeURIComponent(rows), /^\/register\/score_day\?f=day_on:eq:\d{4}-\d\d-\d\d/, 'the rows are that day’s')
  const counted = Number((await page.locator('#health .chart-key a b').first().innerText()).replace(/\D/g, ''))
  await open(page, rows)
  assert.equal(await page.locator('.register tbody tr').count(), counted, 'as many rows as the number says')
  page.allow(/422/)
  for (const url of ['/?to=2999-01-01', '/?from=2026-05-01&to=2026-04-01', '/?to=nonsense']) {
    const answer = await page.goto(url)
    assert.equal(answer.status(), 422, url)
    assert.match(await page.locator('main').innerText(), /[\u4e00-\u9fff]{6,}/, `${url} says why`)
  }
})

journey('what moved is followed from the board to the account and on to the records', 'desk', async ({ page }) => {
  await signIn(page, 'csm')
  await open(page, '/')
  const where = await page.locator('#sponsors .tile-list a[href^="/account/"]').first().getAttribute('href')
  await open(page, where)
  assert.match(await page.locator('#health .tile-headline').innerText(), /健康分为/)
  const month = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10)
  await open(page, `${where}?since=${month}`)
  const total = await page.locator('#health .figure-delta').innerText()
  assert.match(total, /[+-]?\d+\.\d/)
  const causes = page.locator('#moved a[href^="/register/"]')
  assert.ok(await causes.count() > 0, 'the moves lead to records')
  const href = await causes.last().getAttribute('href')
  await open(page, href)
  assert.match(decodeURIComponent(page.url()), new RegExp(`account_id:eq:${where.split('/').pop()}`))
  await page.locator('h1.page-title').waitFor()
  await page.goBack()
  await page.locator('#moved').waitFor()
  page.allow(/422/)
  assert.equal((await page.goto(`${where}?since=2999-01-01`)).status(), 422)
})

journey('the quadrant is read by keyboard and by touch, and has a table', ['phone', 'desk'], async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  const marks = page.locator('#quadrant a[href^="/account/"]')
  assert.ok(await marks.count() > 5, 'customers are on the plane')
  await marks.first().focus()
  const name = await marks.first().getAttribute('aria-label') ?? await marks.first().innerText()
  assert.ok(name.trim().length > 3, 'a mark says who it is')
  await page.locator('#quadrant details summary').click()
  assert.ok(await page.locator('#quadrant details tbody tr').count() > 5)
  await marks.first().focus()
  await Promise.all([page.waitForURL(/\/account\//), page.keyboard.press('Enter')])
  await page.locator('h1.page-title').waitFor()
})

journey('the quadrant is read with the mouse and opened by a finger', ['phone', 'desk'], async ({ page, screen }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  const mark = page.locator('#quadrant .chart-plot a[href^="/account/"]').first()
  const href = await mark.getAttribute('href')
  await mark.scrollIntoViewIfNeeded()
  if (screen === 'desk') {
    const value = mark.locator('.chart-value').last()
    const seen = () => value.evaluate((node) => Number(getComputedStyle(node).opacity))
    assert.equal(await seen(), 0)
    await mark.locator('.quadrant-dot').hover()
    await page.waitForTimeout(400)
    assert.equal(await seen(), 1, 'the mouse shows the value')
    await mark.locator('.quadrant-dot').click()
  } else {
    const box = await mark.locator('.quadrant-dot').boundingBox()
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  }
  await page.waitForURL((url) => url.pathname.startsWith('/account/'))
  assert.ok(screen === 'phone' || page.url().endsWith(href), 'to the customer pointed at')
})

journey('a phone says in order where we stand, the three lights, what to know, and what is red with one thing to do', ['phone', 'narrow'], async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  const tops = await page.evaluate(() => ['.tile[data-size=hero]', '#lights', '#brief', '#at_risk', '#bridge'].map((one) => document.querySelector(one).getBoundingClientRect().top))
  assert.deepEqual(tops, [...tops].sort((a, b) => a - b), `in this order: ${tops}`)
  const sentences = await page.locator('#brief li').allInnerTexts()
  assert.ok(sentences.length > 0 && sentences.length <= 5 && sentences.every((one) => /[。.]$/.test(one.trim())), JSON.stringify(sentences))
  const lines = page.locator('#at_risk .tile-list > li')
  assert.ok(await lines.count() > 0)
  for (const line of await lines.all()) {
    const ways = await line.locator('.acts > *, .tile-list-action').count()
    assert.equal(ways, 1, `one thing to do: ${await line.innerText()}`)
  }
  await fits(page)
  await axe(page)
})

journey('boards are printed in full, in ink on paper', 'desk', { theme: 'night' }, async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  await page.emulateMedia({ media: 'print' })
  await page.waitForTimeout(2000) // colours change over a moment, one after the other
  const seen = await page.evaluate(() => {
    const tile = document.querySelector('.tile-headline')
    const light = (colour) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)
    return { ink: getComputedStyle(tile).color, paper: getComputedStyle(document.body).backgroundColor, rail: getComputedStyle(document.querySelector('.rail')).display, light: light(getComputedStyle(tile).color) }
  })
  assert.equal(seen.rail, 'none')
  assert.ok(seen.light < 200 || /oklch\(0\.[0-4]/.test(seen.ink), `the ink is dark: ${seen.ink} on ${seen.paper}`)
})
