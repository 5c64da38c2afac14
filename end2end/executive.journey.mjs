// An executive's phone: what is red is acted on where it is read, everybody sees who did, and it can be undone; with the
// app, with WebAssembly blocked, and with no script at all.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { call, make, makeAccount, rows } from './desk.mjs'

/** Makes a customer red: nobody has it, somebody looks after the account. */
async function red(admin, more = {}) {
  const { id, name } = await makeAccount(admin, 'Red')
  const [lead] = await rows(admin, 'user', `f=${encodeURIComponent('email:eq:ar@demo.example')}`)
  const [account] = await rows(admin, 'account', `f=${encodeURIComponent(`external_id:eq:${name}`)}`)
  const changed = await call(admin, 'record/update', { table: 'account', id, version: account.version, draft: { owner_id: lead.id } }, { json: true })
  assert.equal(changed.status, 200, changed.text)
  const alert = await make(admin, 'alert', { account_id: id, message: `${name} 等人处理`, rule: 'manual', severity: 'act', state: 'open', raised_on: '2026-01-01', ...more })
  return { id, name, alert, lead: lead.id }
}

/** Makes room for the next one. */
async function over(admin, alert) {
  const { json } = await call(admin, 'record/get', { table: 'alert', id: alert })
  const { version } = json.row ?? json
  await call(admin, 'record/update', { table: 'alert', id: alert, version, draft: { state: 'resolved' } }, { json: true })
}

const line = (page, name) => page.locator('#at_risk .tile-list > li', { hasText: name })

for (const [how, options] of [['with the app', {}], ['with WebAssembly blocked', { wasm: false }]]) {
  journey(`what is red is given to somebody and acknowledged on the page, ${how}`, 'phone', options, async ({ page, another }) => {
    const admin = await another({ wasm: true })
    await signIn(admin)
    const { name, alert, lead } = await red(admin)
    await open(admin, '/')
    await signIn(page, 'exec')
    await open(page, '/', { hydrated: !('wasm' in options) })
    const seen = page.url()
    await line(page, name).locator('form.act button', { hasText: '交给' }).click()
    await page.locator('.toast', { hasText: '已交给' }).waitFor()
    await line(page, name).locator('button', { hasText: '知悉' }).waitFor()
    const held = async (field) => {
      const { json } = await call(admin, 'record/get', { table: 'alert', id: alert })
      return JSON.stringify(json.row ?? json).includes(field)
    }
    assert.ok(await held(lead), 'its owner is written')
    await line(page, name).locator('button', { hasText: '知悉' }).click()
    await line(page, name).filter({ hasText: /已由.+今天 \d\d:\d\d 知悉/ }).waitFor()
    assert.equal(await line(page, name).locator('.acts').count(), 0, 'it is not offered again')
    await line(admin, name).filter({ hasText: /已由.+知悉/ }).waitFor() // everybody sees it at once
    await page.locator('.toast-action').click()
    await page.locator('.toast', { hasText: '已撤销' }).waitFor()
    await line(page, name).locator('button', { hasText: '知悉' }).waitFor()
    assert.equal(page.url(), seen, 'the page was never left')
    await fits(page)
    await axe(page)
    await over(admin, alert)
  })
}

journey('with no script at all a plain form leads back to the same place, with what was done and its undoing', 'phone', { wasm: false }, async ({ page, another }) => {
  const admin = await another({ wasm: true })
  await signIn(admin)
  const { name, alert, lead } = await red(admin, { rule: 'payment_overdue' })
  await page.context().route(/\/act\.js$/, (route) => route.abort())
  page.allow(/ERR_FAILED|act\.js/)
  await signIn(page, 'exec')
  await page.goto('/?tier=')
  await line(page, name).locator('form.act button', { hasText: '交给' }).click()
  await page.waitForURL(/[?&]done=/)
  assert.equal(new URL(page.url()).pathname, '/')
  await page.locator('.toast', { hasText: '已经记下' }).waitFor()
  await line(page, name).locator('summary', { hasText: '问' }).click()
  await line(page, name).locator('textarea').fill('哪天能到账？')
  await line(page, name).locator('.act [type=submit]').click()
  await line(page, name).filter({ hasText: /问过，等答复/ }).waitFor()
  const [task] = await rows(admin, 'task', `f=${encodeURIComponent(`alert_id:eq:${alert}`)}`)
  assert.ok(JSON.stringify(task.cells).includes(lead), 'the owner has the question as a task')
  await fits(page)
  await axe(page)
  await page.locator('.toast-action').click()
  await page.waitForURL((url) => !url.searchParams.has('done'))
  await line(page, name).locator('summary', { hasText: '问' }).waitFor()
  assert.equal((await rows(admin, 'task', `f=${encodeURIComponent(`alert_id:eq:${alert}`)}`)).length, 0, 'undone')
  await over(admin, alert)
})

journey('a sponsor who is silent is one tap away, and who may not write is offered nothing to write', 'phone', async ({ page, another }) => {
  const admin = await another()
  await signIn(admin)
  const { id, name, lead, alert } = await red(admin, { rule: 'sponsor_silent' })
  await make(admin, 'stakeholder', { account_id: id, name: 'Gu', role: 'executive_sponsor', mobile: '+86 100-0000-1234' })
  await call(admin, 'record/update', { table: 'alert', id: alert, version: 1, draft: { owner_id: lead } }, { json: true })
  await signIn(page, 'exec')
  await open(page, '/')
  assert.equal(await line(page, name).locator('.tile-list-action').getAttribute('href'), 'tel:+8610000001234')
  const other = await another()
  await signIn(other, 'fr')
  await open(other, '/')
  assert.equal(await line(other, name).locator('.acts').count(), 0, 'not on the team of this account')
  other.allow(/status of 40[349]/)
  const refused = await other.request.post('/act', { form: { table: 'alert', record: alert, version: '2', 'f-state': 'acknowledged' }, headers: { accept: 'application/json' }, failOnStatusCode: false })
  assert.ok([403, 404].includes(refused.status()), `refused with ${refused.status()}`)
  await over(admin, alert)
})
