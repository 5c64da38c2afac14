// Signing in, reading the portfolio, and choices that stay: also where WebAssembly never arrives.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, PASSWORD, signIn } from './harness.mjs'

const ALL = ['phone', 'desk', 'wall', 'wall4k']

async function readsTheBoard(page) {
  const said = await page.locator('.board .tile .tile-headline').allInnerTexts()
  assert.ok(said.length >= 4, `a portfolio has tiles: ${said.length}`)
  for (const words of said) assert.match(words.trim(), /[。.]$/u, `a headline is a sentence: ${words}`)
  const figures = await page.locator('.board .figure-value').allInnerTexts()
  assert.ok(figures.length >= 3 && figures.every((figure) => figure.trim() !== ''), `figures are written: ${figures}`)
  const links = await page.locator('.board .tile-headline a[href], .board .figure a[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  assert.ok(links.length >= 3, 'numbers are links')
  for (const href of links) assert.match(href, /^\/(register|account)\//)
}

journey('a wrong password says so and keeps the mail; the right one opens the portfolio', ALL, async ({ page, screen }) => {
  page.allow(/status of (401|422|429)/)
  await page.goto('/sign-in')
  await page.fill('#email', 'exec@demo.example')
  await page.fill('#password', 'not the password')
  await page.locator('form[action="/session"] [type=submit]').first().click()
  await page.locator('[role=alert]').waitFor()
  assert.ok((await page.locator('[role=alert]').innerText()).trim().length > 4)
  assert.equal(await page.inputValue('#email'), 'exec@demo.example')
  assert.equal(await page.inputValue('#password'), '')
  await page.fill('#password', PASSWORD)
  await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.locator('form[action="/session"] [type=submit]').first().click()])
  await open(page, '/')
  await readsTheBoard(page)
  await fits(page)
})

journey('the page asked for is opened after signing in', 'desk', async ({ page }) => {
  await page.goto('/register/account?sort=name')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await page.fill('#email', 'csm@demo.example')
  await page.fill('#password', PASSWORD)
  await Promise.all([page.waitForURL((url) => url.pathname === '/register/account'), page.locator('form[action="/session"] [type=submit]').first().click()])
  assert.equal(new URL(page.url()).search, '?sort=name')
})

for (const locale of ['zh', 'en']) {
  journey(`the portfolio is read without WebAssembly (${locale})`, ALL, { wasm: false, locale }, async ({ page, screen }) => {
    await signIn(page, 'exec')
    await page.goto('/')
    await readsTheBoard(page)
    assert.equal(await page.locator('html').getAttribute('lang'), locale === 'en' ? 'en' : 'zh-CN')
    const where = await page.locator('.board .figure a[href]').first().getAttribute('href')
    await page.locator('.board .figure a[href]').first().click()
    await page.waitForURL((url) => url.pathname + url.search === where || url.pathname === new URL(where, url).pathname)
    await page.locator('h1.page-title').waitFor()
    await fits(page)
  })
}

journey('language and theme are remembered', ['phone', 'desk'], async ({ page, screen }) => {
  await signIn(page, 'ops')
  await open(page, '/')
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN')
  const at = screen === 'phone' ? '.topbar' : '.rail-foot'
  await Promise.all([page.waitForLoadState('load'), page.locator(`${at} button[name=locale]`).click()])
  await page.waitForFunction(() => document.documentElement.lang.startsWith('en'))
  const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.locator(`${at} button[name=theme]`).click()
  await page.waitForFunction((colour) => getComputedStyle(document.body).backgroundColor !== colour, before)
  const after = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await open(page, '/register/account')
  assert.match(await page.locator('html').getAttribute('lang'), /^en/)
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), after)
  assert.match(await page.locator('h1').innerText(), /Accounts/)
  // The person is left as they were found: the language follows them to other screens.
  await page.locator(`${at} button[name=locale]`).click()
  await page.waitForFunction(() => document.documentElement.lang.startsWith('zh'))
})

for (const theme of ['day', 'night']) {
  journey(`signing in and the portfolio are accessible by ${theme}`, ['phone', 'desk'], { theme }, async ({ page }) => {
    await page.goto('/sign-in')
    await axe(page)
    await signIn(page, 'exec')
    await open(page, '/')
    await axe(page)
  })
}
