// Knowing a customer: a profile in drafts, compared and called final; a finding that becomes an opportunity; a sentence that
// becomes a demand; the sheet to go into a meeting with.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, ready, signIn } from './harness.mjs'

const id = async (page, table, query) => {
  const listed = await page.request.post('/api/record/list', { form: { table, url: query } })
  return (await listed.json()).rows[0].id
}

const form = async (page, where) => { await page.waitForURL(where); await ready(page) }
const save = async (page) => {
  await page.locator('form.form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/new') && !url.searchParams.has('edit'))
  await page.locator('.facts').first().waitFor()
}

for (const [size, locale, customer] of [['phone', 'zh', '珩越供应链管理'], ['desk', 'en', '霖川精工股份']]) {
  journey(`a profile is drafted, compared and called final once it came to something (${size}, ${locale})`, size, { locale }, async ({ page }) => {
    const say = (zh, en) => (locale === 'zh' ? zh : en)
    await signIn(page, 'ar')
    const account = await id(page, 'account', `q=${encodeURIComponent(customer)}`)
    await open(page, `/account/${account}`)
    await page.getByRole('link', { name: say('客户档案', 'Profile'), exact: true }).click()
    await page.waitForURL(/\/profile$/)
    await axe(page)
    await fits(page)
    await page.getByRole('button', { name: say('另起一稿', 'Begin another draft') }).click()
    await form(page, /\/register\/profile\/.*edit=1/)
    await page.fill('#field-rivals', '岚图云软报价低两成')
    await save(page)
    await open(page, `/account/${account}/profile`, { hydrated: false })
    const numbers = await page.locator('select[name=draft] option').evaluateAll((all) => all.map((one) => one.value))
    await page.selectOption('select[name=beside]', numbers[1])
    await page.getByRole('button', { name: say('看', 'Show'), exact: true }).click()
    await page.waitForURL(/beside=/)
    assert.ok((await page.locator('.known-section .chip').allInnerTexts()).some((words) => words !== say('未变', 'same')))
    assert.match(await page.locator('main').innerText(), /岚图云软报价低两成/)

    // A finding becomes an opportunity, and what is missing is said before a draft is final.
    await page.locator('.known-layer').getByRole('link', { name: say('形成商机', 'Make it an opportunity') }).first().click()
    await form(page, /\/register\/opportunity\/new/)
    await page.fill('#field-space_cents', '600000')
    await save(page)
    await open(page, `/account/${account}/profile`, { hydrated: false })
    await page.getByRole('button', { name: say('定稿', 'Call it final') }).click()
    await page.waitForURL(/ask=1/)
    assert.match(await page.locator('#final [role=alert]').innerText(), new RegExp(say('一个价值|草稿还不到十遍', 'a value|Fewer than ten')))
    if (await page.locator('#final [name=knowing]').count() === 0) {
      await open(page, `/register/value_statement/new?account_id=${account}`)
      await page.fill('#field-statement', '延期原因讲清，少付一期违约金')
      await page.fill('#field-evidence', '付款台账')
      await save(page)
      await open(page, `/account/${account}/profile?ask=1`, { hydrated: false })
    }
    await page.getByRole('button', { name: say('知道了，仍然定稿', 'Understood: call it final') }).click()
    await page.waitForURL(/\/profile$/)
    assert.match(await page.locator('select[name=draft]').innerText(), new RegExp(say('定稿', 'final')))
    assert.equal(await page.locator('#final').count(), 0)
  })
}

journey('a sentence becomes a demand, and nothing is kept that was recorded without consent', 'phone', { locale: 'zh' }, async ({ page }) => {
  await signIn(page, 'ar')
  const account = await id(page, 'account', `q=${encodeURIComponent('禾屿连锁零售')}`)
  const transcript = await id(page, 'transcript', `f=account_id%3Aeq%3A${account}`)
  await open(page, `/register/transcript/${transcript}`)
  await page.getByRole('link', { name: '逐句看' }).click()
  await page.waitForURL(/\/transcript\//)
  await axe(page)
  await fits(page)
  await page.getByRole('link', { name: /记为诉求/ }).nth(1).click()
  await form(page, /\/register\/demand\/new/)
  assert.match(await page.inputValue('#field-quote'), /明年新开六十家/)
  assert.match(await page.inputValue('#field-source'), /00:08:26/)
  await save(page)
  await open(page, `/register/transcript/new?account_id=${account}`)
  await page.fill('#field-subject', '电话')
  await page.fill('#field-body', '没有问过的话')
  await page.locator('form.form button[type=submit]').click()
  await page.getByText('没有对方同意').first().waitFor()
  page.forget() // a refusal is an answer
})

journey('a meeting has a sheet to go in with', 'phone', { locale: 'en' }, async ({ page }) => {
  await signIn(page, 'ar')
  const meeting = await id(page, 'meeting', 'f=state%3Aeq%3Aplanned&s=meets_at')
  await open(page, `/meeting/${meeting}/briefing`, { hydrated: false })
  assert.equal(await page.locator('section ol > li').count(), 5)
  await axe(page)
  await fits(page)
  await page.getByRole('button', { name: 'Put it into my own words' }).click()
  await form(page, /\/register\/briefing\/.*edit=1/)
  await page.fill('#field-ask', 'Name the person who owns the go-live date')
  await save(page)
  await open(page, `/meeting/${meeting}/briefing`, { hydrated: false })
  assert.match(await page.locator('main').innerText(), /Name the person who owns the go-live date/)
})
