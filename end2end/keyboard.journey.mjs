// Everything with the keyboard alone: no mouse is moved here, and no element is focused by the test.

import assert from 'node:assert/strict'
import { PASSWORD, journey, ready } from './harness.mjs'

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
