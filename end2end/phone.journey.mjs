// A sponsor's phone: invited by a link, in with one tap, asking and answering on the page; the account lead sees it; what is
// done without a line is kept, shown, and sent once.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { make, makeAccount, rows } from './desk.mjs'

/** An account with a sponsor and a meeting; the sponsor's record. */
async function company(admin) {
  const { id, name } = await makeAccount(admin, 'Sponsored')
  const sponsor = await make(admin, 'stakeholder', { account_id: id, name: `Gu ${name.slice(-6)}`, role: 'executive_sponsor' })
  await make(admin, 'meeting', { account_id: id, subject: `Review ${name.slice(-6)}`, kind: 'business_review', meets_at: '2036-12-01T01:00:00Z' })
  return { id, sponsor }
}

async function invitation(admin, sponsor) {
  await admin.goto(`/invite/${sponsor}`)
  await admin.locator('form[action^="/invite/"] [type=submit]').first().click()
  const link = await admin.locator('.invite-link a').getAttribute('href')
  assert.ok(await admin.locator('.invite-code path').count(), 'a code to scan')
  return new URL(link).pathname
}

journey('a sponsor comes in by one tap, asks and answers, and our side sees it', 'phone', async ({ page, another }) => {
  const admin = await another()
  await signIn(admin)
  const { id, sponsor } = await company(admin)
  const link = await invitation(admin, sponsor)
  await page.goto(link)
  await page.locator('form[action^="/join/"] [type=submit]').click()
  await page.locator('.board .tile#needs').waitFor()
  await fits(page)
  await axe(page)

  await page.locator('#needs form.act button', { hasText: '我参加' }).click()
  await page.locator('.toast', { hasText: '已告诉大家您会参加' }).waitFor()
  await page.locator('#needs', { hasText: '您已答应参加' }).waitFor()
  const [meeting] = await rows(admin, 'meeting', `f=account_id:eq:${id}`)
  assert.ok(meeting.cells.some((cell) => JSON.stringify(cell).includes('confirmed')), 'our side has the answer')

  await page.locator('#asked summary').click()
  await page.locator('#asked textarea').fill('我要每天看到回款')
  await page.locator('#asked .act [type=submit]').click()
  await page.locator('#asked .tile-list', { hasText: '我要每天看到回款' }).waitFor()
  assert.equal((await rows(admin, 'demand', `f=account_id:eq:${id}`)).length, 1)
  await page.locator('.toast-action').click()
  await page.locator('.toast', { hasText: '已撤销' }).waitFor()
  assert.equal((await rows(admin, 'demand', `f=account_id:eq:${id}`)).length, 0, 'undone')

  const thief = await another()
  thief.allow(/status of 40[49]/)
  assert.equal((await thief.goto(link)).status(), 409, 'the link is used')
  assert.equal((await thief.goto('/join/guessed')).status(), 404)
})

journey('what a sponsor does without a line is kept, shown and sent once', 'phone', { offline: true }, async ({ page, another }) => {
  page.allow(/ERR_INTERNET_DISCONNECTED|Failed to load|request failed|\/live/)
  const admin = await another({ offline: false })
  await signIn(admin)
  const { id, sponsor } = await company(admin)
  await page.goto(await invitation(admin, sponsor))
  await page.locator('form[action^="/join/"] [type=submit]').click()
  await page.locator('#asked').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.reload()
  await page.waitForTimeout(500)
  await page.reload()
  await page.locator('#asked').waitFor()
  await page.context().setOffline(true)
  await page.reload()
  await page.locator('.notice', { hasText: '没有网络' }).waitFor()
  await page.locator('#asked summary').click()
  await page.locator('#asked textarea').fill('离线时提的要求')
  await page.locator('#asked .act [type=submit]').click()
  await page.locator('.waiting', { hasText: '等待发送' }).waitFor()
  assert.equal((await rows(admin, 'demand', `f=account_id:eq:${id}`)).length, 0)
  await page.context().setOffline(false)
  await page.locator('#asked .tile-list', { hasText: '离线时提的要求' }).waitFor({ timeout: 30_000 })
  await page.waitForTimeout(500)
  assert.equal(await page.locator('.waiting').count(), 0)
  assert.equal((await rows(admin, 'demand', `f=account_id:eq:${id}`)).length, 1, 'sent once')
})
