// Everything with the keyboard alone: no mouse is moved here, and no element is focused by the test.

import assert from 'node:assert/strict'
import { PASSWORD, journey, open, ready, signIn } from './harness.mjs'
import { make, makeAccount } from './desk.mjs'
import { serve } from './server.mjs'

const focused = (page) => page.evaluate(() => { const on = document.activeElement; return `${on.tagName} ${on.id || on.getAttribute('href') || on.textContent.slice(0, 30)}` })

/** Presses Tab until the focus is on what the selector names, and sees to it that the reader can see it there. */
async function tabTo(page, selector, key = 'Tab') {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await page.keyboard.press(key)
    const on = await page.evaluate((wanted) => {
      const node = document.activeElement
      if (!node.matches(wanted)) return null
      const box = node.getBoundingClientRect()
      return { isSeen: box.bottom > 0 && box.top < innerHeight, words: node.textContent.trim() }
    }, selector)
    if (!on) continue
    assert.ok(on.isSeen, `${selector} is on the screen when it has the focus`)
    return on
  }
  throw new Error(`Tab never comes to ${selector}; the focus is on ${await focused(page)}`)
}

journey('with the keyboard alone: a chart is read and its table opened, the palette finds a record', 'desk', { locale: 'en' }, async ({ page }) => {
  await page.goto('/sign-in')
  await tabTo(page, '#email')
  await page.keyboard.type('exec@demo.example')
  await tabTo(page, '#password')
  await page.keyboard.type(PASSWORD)
  await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.keyboard.press('Enter')])
  await ready(page)
  await tabTo(page, '#bridge .chart-svg a')
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /\d/, 'a bar says its value')
  await tabTo(page, '#bridge details summary')
  await page.keyboard.press('Enter')
  assert.ok(await page.locator('#bridge details tbody tr').count() > 3)
  await tabTo(page, '#quadrant .chart-svg a')
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /Warmth \d+ · Willingness \d+/)

  await page.keyboard.press('Control+k')
  const palette = page.locator('dialog[open] input')
  await palette.waitFor()
  const name = (await page.locator('#at_risk .tile-list-name > :last-child').first().textContent()).trim()
  await page.keyboard.insertText(name)
  await page.locator('dialog[open]', { hasText: name }).locator('a, [role=option]').first().waitFor()
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(account|register)\//)
})

const enter = (page, where) => Promise.all([page.waitForURL(where), page.keyboard.press('Enter')])

journey('with the keyboard alone: from a number to its rows, a record is put right, and back leads back', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page)
  const { id, name } = await makeAccount(page, 'Keys')
  await make(page, 'task', { account_id: id, title: `${name} call`, state: 'open' })
  await open(page, '/')
  await tabTo(page, '.board .figure a[href^="/register/"]')
  await enter(page, /\/register\//)
  await page.locator('.register .register-bar').waitFor()
  await page.goBack() // the browser's own key, which no page has to do with
  await page.locator('.board .tile').first().waitFor()

  const from = `/register/task?f=${encodeURIComponent(`account_id:eq:${id}`)}`
  await open(page, from)
  await tabTo(page, '.register tbody [data-lead] a')
  await enter(page, /\/register\/task\/[^/]+/)
  await page.locator('.facts').first().waitFor()
  await ready(page)
  await tabTo(page, 'a[href*="edit=1"]')
  await enter(page, /edit=1/)
  await page.locator('#field-title').waitFor()
  await tabTo(page, '#field-title')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(`${name} call back`)
  await page.keyboard.press('Enter')
  await page.locator('h1', { hasText: `${name} call back` }).waitFor()
  await tabTo(page, '.breadcrumb a[href^="/register/task?"]', 'Shift+Tab')
  await enter(page, (url) => url.pathname === '/register/task')
  await page.locator('tbody', { hasText: `${name} call back` }).waitFor()
})

journey('with the keyboard alone: weights are tried on the whole portfolio, saved, and taken back', 'desk', { locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'weights' }) // new weights move what every other journey reads
  try {
    const page = await another({ url: own.url })
    await signIn(page)
    const weigh = async (value, note) => {
      await open(page, '/setting/score?card=sponsor')
      const { on } = await page.evaluate(() => ({ on: document.querySelector('[name^="groups."][name$=".weight"]').name }))
      await tabTo(page, `[name="${on}"]`)
      const before = await page.locator(`[name="${on}"]`).inputValue()
      await page.keyboard.press('Control+a')
      await page.keyboard.type(value)
      await tabTo(page, '.setting form .form-foot [type=submit]')
      await page.keyboard.press('Enter')
      await page.locator('#outcome').waitFor()
      await tabTo(page, '#outcome a[href^="/account/"], #field-note')
      await tabTo(page, '#field-note')
      await page.keyboard.type(note)
      await tabTo(page, '#outcome form [type=submit]')
      await page.keyboard.press('Enter')
      await page.locator('#history', { hasText: note }).waitFor()
      return before
    }
    const before = await weigh('71', 'Tried from the keyboard')
    assert.equal(await weigh(before, 'And taken back'), '71')
  } finally {
    await own.stop()
  }
})

journey('with the keyboard alone: what moved since a month leads to its records; a past day, a region and the article are asked for', 'desk', { locale: 'en' }, async ({ page }) => {
  await signIn(page, 'exec')
  await open(page, '/')
  await tabTo(page, '#at_risk a[href^="/account/"]')
  await enter(page, /\/account\//)
  await page.locator('#health').waitFor()
  await tabTo(page, '#moved a[href^="/register/"]')
  await enter(page, /\/register\/.*account_id/)
  await page.locator('h1.page-title').waitFor()
  await page.goBack() // the browser's own key, which no page has to do with
  await page.locator('#moved').waitFor()

  await open(page, '/')
  await tabTo(page, '.board-ask summary')
  await page.keyboard.press('Enter')
  await tabTo(page, '.board-ask select')
  await page.keyboard.press('ArrowDown')
  const chosen = await page.evaluate(() => [document.activeElement.name, document.activeElement.value])
  assert.ok(chosen[1], 'the arrow chooses a part of the portfolio')
  await tabTo(page, '.board-ask [type=submit]')
  await enter(page, (url) => url.searchParams.get(chosen[0]) === chosen[1])
  await page.locator('.board .tile').first().waitFor()
  await tabTo(page, 'a[href*="view=text"]')
  await enter(page, /view=text/)
  await tabTo(page, 'main p a[href^="/register/"]')
})
