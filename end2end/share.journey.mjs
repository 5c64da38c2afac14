// A board shown to somebody without a sign-in: by a link that ends, with their name across it and nothing behind it.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

for (const [size, locale] of [['phone', 'zh'], ['desk', 'en']]) {
  journey(`a board is shared, opened by somebody without a sign-in, and called back (${locale})`, size, { locale }, async ({ page, another }) => {
    await signIn(page, 'exec')
    await open(page, '/?tier=key')
    await page.locator('.page-tools a[href^="/share?"]').click()
    await page.locator('input[name=recipient]').waitFor()
    await axe(page)
    await fits(page)
    await page.fill('input[name=recipient]', 'Gu Cheng')
    await page.locator('form.form [type=submit]').click()
    const link = await page.locator('.invite-link a').getAttribute('href')
    assert.match(link, /\/shared\/[\w-]{40,}$/)

    const guest = await another()
    await guest.goto(link)
    const board = guest.locator('.board .tile')
    await board.first().waitFor()
    assert.ok(await board.count() > 5)
    assert.equal(await guest.locator('main a, main form, main button').count(), 0, 'nothing leads on')
    assert.match(await guest.locator('.watermark').innerText(), /Gu Cheng/)
    await axe(guest)
    await fits(guest)
    for (const behind of ['/', '/register/account', '/drawn?at=/']) {
      guest.allow(/status of 401/)
      const answer = await guest.request.get(behind, { maxRedirects: 0 })
      assert.ok([303, 401].includes(answer.status()), `${behind}: ${answer.status()}`)
    }
    await guest.goto(link)

    await page.goto('/share')
    const row = page.locator('.share-list li').first()
    assert.match(await row.innerText(), /Gu Cheng/)
    assert.match(await row.innerText(), /2/, 'opened twice')
    await row.locator('[type=submit]').click()
    await page.locator('.share-list li', { hasText: locale === 'zh' ? '已收回' : 'called back' }).first().waitFor()
    guest.allow(/status of 404/)
    assert.equal((await guest.goto(link)).status(), 404)
    const said = await guest.locator('main').innerText()
    assert.match(said, locale === 'zh' ? /失效/ : /nothing any more/)
    assert.equal((await guest.goto('/shared/guessed')).status(), 404)
    assert.equal(await guest.locator('main p').first().innerText(), said.split('\n').find((line) => line.length > 12) ?? said)
  })
}
