// A headline in somebody's own words: refused while it says nothing, signed and shown wherever the board is, undone and
// taken down, and counted for its author.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

const SAYS = {
  zh: { name: '增购情况', words: '两家大客户带来了一半的增长。', other: 'Two customers brought half of the growth.', refused: /只是一个名称/, signed: /改写 · / },
  en: { name: 'Expansion overview', words: 'Two customers brought half of the growth.', other: '两家大客户带来了一半的增长。', refused: /is a name, not a sentence/, signed: /^Worded by / },
}

for (const [size, locale, tile] of [['phone', 'zh', 'recovered'], ['desk', 'en', 'owners']]) {
  journey(`a headline is refused, written, shown on the wall, undone and taken down (${locale})`, size, { locale }, async ({ page, another }) => {
    const { name, words, other, refused, signed } = SAYS[locale]
    const [own, second] = locale === 'zh' ? ['words_zh', 'words_en'] : ['words_en', 'words_zh']
    await signIn(page, 'exec')
    await open(page, '/board/company?view=text')
    await page.locator('.page-tools a[href*="write="]').click()
    await page.locator('.board-text li').first().waitFor()
    await axe(page)
    await fits(page)
    const row = page.locator(`.board-text li#${tile}`)
    const before = await row.locator('p').nth(1).innerText()
    await row.locator('a.button').click()
    const form = row.locator('form.act').first()
    await form.waitFor()
    assert.equal(await form.locator(`[name=f-${own}]`).inputValue(), before, 'it begins with what the board says')
    await axe(page)
    await fits(page)

    page.allow(/status of 422|status of 400/)
    await form.locator(`[name=f-${own}]`).fill(name)
    await form.locator('[type=submit]').click()
    await form.locator('.act-problem', { hasText: refused }).waitFor()
    assert.equal(await form.locator(`[name=f-${own}]`).inputValue(), name, 'what was typed stays')
    await form.locator(`[name=f-${own}]`).fill(words)
    await form.locator(`[name=f-${second}]`).fill(other)
    await form.locator('[type=submit]').click()
    await row.locator('p', { hasText: words }).first().waitFor()
    assert.match(await row.locator('.signed').first().innerText(), signed)
    await axe(page)
    await fits(page)

    const reader = await another()
    await signIn(reader, 'csm')
    for (const where of ['/board/company', '/board/company?view=text', '/wall/company']) {
      await reader.goto(where)
      const shown = await reader.locator('.board-page').innerText()
      if (!where.startsWith('/wall') || await reader.locator(`#${tile}`).count()) assert.ok(shown.includes(words), where)
      assert.equal(await reader.locator('a[href*="write="], form[action="/act"] [value=headline]').count(), 0, `${where}: not theirs to write`)
    }
    await reader.goto('/board/company?view=text&write=' + tile)
    assert.equal(await reader.locator('.board-text li').count(), 0)

    await page.locator('.toast-action').click()
    await row.locator('.signed', { hasText: signed }).waitFor({ state: 'detached' })
    assert.equal(await row.locator('p').nth(1).innerText(), before)
    await row.locator('[name=record][value=""]').waitFor({ state: 'attached' })
    await form.locator(`[name=f-${own}]`).fill(words)
    await form.locator(`[name=f-${second}]`).fill(other)
    await form.locator('[type=submit]').click()
    await row.locator('.signed', { hasText: signed }).waitFor()

    await page.goto('/headline')
    const author = page.locator('.share-list section').first()
    await axe(page)
    await fits(page)
    const links = await author.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    await page.goto(links[1])
    await page.locator('main', { hasText: name }).waitFor()

    await page.goto('/board/company?view=text&write=' + tile)
    await row.locator('form.act').nth(1).locator('[type=submit]').click()
    await row.locator('.signed', { hasText: signed }).waitFor({ state: 'detached' })
    assert.equal(await row.locator('p').nth(1).innerText(), before)
  })
}
