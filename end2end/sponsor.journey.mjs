// A customer's executive sponsor sees their own company as it is shared with them, and nothing else: whatever
// address they type and whatever they send.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { call, makeAccount, make, rows } from './desk.mjs'

const INNER = ['account', 'alert', 'stakeholder', 'touchpoint', 'user', 'team_member', 'task', 'company', 'audit']

journey('a sponsor is kept out of every route that is not theirs', ['phone', 'desk'], async ({ page, another }) => {
  const admin = await another()
  await signIn(admin)
  const { id: other, name } = await makeAccount(admin, 'Somebody else')
  const demand = await make(admin, 'demand', { account_id: other, quote: `${name} asked`, raised_on: '2026-11-01', priority: 'high', state: 'open' })

  await signIn(page, 'sponsor')
  page.allow(/status of 40[34]/)
  const home = new URL(page.url()).pathname
  await page.goto('/')
  assert.equal(new URL(page.url()).pathname, home, 'the start is their own')

  const kept = ['/register/alert', '/register/stakeholder', '/register/user', '/register/audit', '/register/company', '/register/touchpoint', '/register/task', '/register/team_member',
    `/account/${other}`, `/register/account/${other}`, `/register/demand/${demand}`, `/register/account/${other}?edit=1`, '/import', '/wall/portfolio', '/register/user/new', '/register/account/new']
  for (const where of kept) {
    const answer = await page.goto(where)
    assert.ok([403, 404].includes(answer.status()), `${where} answers ${answer.status()}`)
    const words = await page.locator('main').innerText()
    assert.match(words, /[\u4e00-\u9fff]{4,}/, `${where} says so in words`)
    assert.ok(!words.includes(name), `${where} tells nothing`)
  }
  for (const table of INNER) {
    for (const format of ['csv', 'xlsx']) {
      const answer = await page.request.get(`/transfer/export/${table}?format=${format}`, { failOnStatusCode: false })
      assert.ok([403, 404].includes(answer.status()), `export of ${table} answers ${answer.status()}`)
    }
  }
  const posts = [
    ['record/get', { table: 'account', id: other }], ['record/history', { table: 'account', id: other }],
    ['record/get', { table: 'demand', id: demand }], ['record/list', { table: 'alert', url: '' }], ['record/list', { table: 'user', url: '' }],
    ['record/options', { table: 'user', words: '' }], ['board', { 'which[Portfolio]': '', container: 'Desk' }], ['board', { 'which[Account][id]': other, 'which[Account][url]': '', container: 'Desk' }],
    ['record/archive', { table: 'account', id: other, version: '1' }], ['record/archive', { table: 'demand', id: demand, version: '1' }], ['import/inspect', { upload: 'x', table: 'account' }],
  ]
  for (const [endpoint, body] of posts) {
    const answer = await call(page, endpoint, body)
    const isEmpty = answer.status === 200 && JSON.stringify(answer.json) === '[]'
    assert.ok([403, 404].includes(answer.status) || isEmpty, `${endpoint} ${JSON.stringify(body)} answers ${answer.status} ${answer.text.slice(0, 200)}`)
    assert.ok(!answer.text.includes(name))
  }
  for (const [endpoint, body] of [
    ['record/update', { table: 'account', id: other, version: 1, draft: { name: 'taken' } }],
    ['record/create', { table: 'account', draft: { name: 'taken', stage: 'service' } }],
    ['record/create', { table: 'user', draft: { email: 'x@y.example', name: 'x', role: 'administrator' } }],
    ['record/create', { table: 'demand', draft: { account_id: other, quote: 'taken', raised_on: '2026-11-01', priority: 'high', state: 'open' } }],
  ]) {
    const answer = await call(page, endpoint, body, { json: true })
    assert.ok([403, 404, 422].includes(answer.status), `${endpoint} ${JSON.stringify(body)} answers ${answer.status} ${answer.text.slice(0, 200)}`)
  }
  const [row] = await rows(admin, 'account', `f=${encodeURIComponent(`external_id:eq:${name}`)}`)
  assert.equal(row.version, 1, 'nothing was changed')
  assert.equal((await rows(admin, 'account', `f=${encodeURIComponent('name:eq:taken')}`)).length, 0)
})

journey('a sponsor reads their own company, without what is only ours', ['phone', 'desk'], async ({ page, another }) => {
  await signIn(page, 'sponsor')
  const home = new URL(page.url()).pathname
  assert.equal(home, '/', 'a sponsor starts at their own home')
  const company = await page.locator('nav a[href^="/account/"]').first().getAttribute('href')
  await open(page, company)
  await page.locator('.board .tile').first().waitFor()
  const own = await page.locator('.board .tile').evaluateAll((all) => all.map((tile) => tile.id))
  for (const inner of ['alerts', 'sponsor', 'touchpoints', 'overdue']) assert.ok(!own.includes(inner), `${inner} is not shown: ${own}`)
  assert.equal(await page.locator('.board a[href*="/register/alert"], .board a[href*="/register/stakeholder"], .board a[href*="/register/touchpoint"]').count(), 0)
  assert.equal(await page.locator('nav a[href="/import"], nav a[href="/register/user"], nav a[href="/register/alert"]').count(), 0, 'nothing leads where they may not go')
  await fits(page)
  await axe(page)
  for (const href of new Set(await page.locator('main a[href^="/"], nav a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href'))))) {
    const answer = await page.request.get(href, { failOnStatusCode: false, headers: { accept: 'text/html' } })
    assert.equal(answer.status(), 200, `what they are shown opens: ${href}`)
  }
  const ours = await another()
  await signIn(ours)
  await open(ours, company)
  const seen = await ours.locator('.board .tile').evaluateAll((all) => all.map((tile) => tile.id))
  assert.ok(seen.includes('alerts') && seen.length > own.length, `we see more: ${seen}`)
})
