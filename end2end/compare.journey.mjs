// A board as of an earlier day, and beside itself in another period: by the plain form, kept by the article and the links.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

for (const [size, locale] of [['phone', 'zh'], ['desk', 'en']]) {
  journey(`a board is read as of a quarter and compared with another (${locale})`, size, { locale }, async ({ page }) => {
    await signIn(page, 'exec')
    await open(page, '/')
    const now = await page.locator('#nrr .figure-value').innerText()
    await page.locator('.board-ask summary').click()
    await page.locator('.board-ask .chip[href*="period=last-quarter"]').click()
    await page.waitForURL(/period=last-quarter/)
    await page.locator('#nrr').waitFor()

    await page.goto('/?period=2026Q3')
    assert.notEqual(await page.locator('#nrr .figure-value').innerText(), now, 'another period, another figure')
    await page.goto('/?period=2026Q3&against=2025Q3')
    const figure = page.locator('#nrr .figure')
    const was = await figure.locator('.figure-then a').innerText()
    assert.match(await figure.locator('.figure-then').innerText(), locale === 'zh' ? /2025年三季度/ : /Q3 2025/)
    assert.match(await figure.locator('.figure-since').innerText(), locale === 'zh' ? /同比/ : /year on year/, 'the same quarter a year before has a name')
    const said = (await page.locator('#nrr .tile-headline').innerText()).replace(/\s/g, '')
    assert.ok(said.includes(was.replace(/\s/g, '')), 'the sentence says what it was')
    assert.match(await page.locator('.page-lead').first().innerText(), /2025-06-30/)
    await axe(page)
    await fits(page)

    // What it was is what that period's own board says.
    await page.goto('/?period=2025Q3')
    assert.equal((await page.locator('#nrr .figure-value').innerText()).replace(/\s/g, ''), was.replace(/\s/g, ''))

    // The form keeps it, the article keeps it, its numbers are links.
    await open(page, '/?period=2026Q3&against=before')
    assert.equal(await page.locator('[name=against]').inputValue(), 'before')
    await page.locator('.page-tools a[href*="view=text"]').click()
    await page.waitForURL(/against=before/)
    await page.locator('.board-text').waitFor()
    const told = await page.locator('.board-text').innerText()
    assert.match(told, locale === 'zh' ? /2026年二季度是 .*环比[高低多少]/ : /Q2 2026 had .*on the period before/)
    assert.ok(await page.locator('.board-text a[href*="2026-03-31"]').count() > 0, 'what it was leads to its rows')
    await axe(page)
    await fits(page)

    await page.goto('/board/service')
    await page.locator('.board-ask summary').click()
    await page.locator('[name=against]').selectOption('year')
    await page.locator('.board-ask [type=submit]').click()
    await page.waitForURL(/against=year/)
    assert.ok(await page.locator('.figure-then').count() > 1)
    await fits(page)

    page.allow(/status of 4\d\d/)
    for (const [asked, words] of [
      ['period=2026Q3&against=2026Q3', locale === 'zh' ? /同一段/ : /the same/],
      ['against=2036', locale === 'zh' ? /还没有到/ : /still to come/],
      ['against=2026-05-02..2026-05-01', locale === 'zh' ? /对调/ : /ends before it starts/],
      ['against=soon', /soon/],
    ]) {
      await page.goto(`/?${asked}`)
      assert.match(await page.locator('main').innerText(), words, asked)
    }
  })
}
