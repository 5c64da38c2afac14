// Walls: paired by a code, turning pages for themselves, honest while the server is away, steered by one remote at a time.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { axe, fits, journey, open, ready, signIn } from './harness.mjs'
import { serve } from './server.mjs'

const post = (page, where, form) => page.request.post(`/api/${where}`, { form })
const say = (page, where, data) => page.request.post(`/api/${where}`, { data })

/** Opens /wall and lets it in through the settings, as `name`. Gives the wall's id. */
async function pair(wall, admin, name = 'Lobby') {
  await wall.goto('/wall')
  const code = await wall.locator('.wall-pair-sign').innerText()
  assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  await open(admin, `/setting/wall?code=${code.replace('-', '')}`)
  await admin.fill('#name', name)
  await admin.locator('form:has(#code) [type=submit]').click()
  await wall.locator('.wall-page .board').waitFor()
  await admin.locator('.walls-one', { hasText: name }).waitFor()
  return (await admin.locator('.walls-one a[href^="/remote/"]').first().getAttribute('href')).split('/').pop()
}

/** Changes the usual profile. */
async function program(admin, changes) {
  const listed = await (await post(admin, 'setting/wall/list', {})).json()
  const usual = listed.profiles[0]
  const draft = { key: usual.key, version: String(usual.version), name: usual.name, theme: usual.theme, day_from: '0', day_to: '0', off_from: '0', off_to: '0',
    width: '1920', height: '1080', columns: '1', rows: '1', gap: '0', names_customers: '', ...changes }
  const saved = await say(admin, 'setting/wall/save', { draft })
  assert.ok(saved.ok(), await saved.text())
}

journey('a wall is let in by its code, keeps its place after a reboot, and goes dark when it is removed', 'wall', async ({ page: wall, another }) => {
  const admin = await another()
  await signIn(admin)
  await wall.goto('/wall')
  await axe(wall)
  await pair(wall, admin)
  await admin.goto('/setting/wall')
  await ready(admin)
  await axe(admin)
  await fits(admin)
  await wall.goto('/wall') // the same address after a reboot
  await wall.locator('.wall-page .board').waitFor()
  const elsewhere = await wall.request.get('/api/setting/wall/list')
  assert.ok(!elsewhere.ok(), 'a wall may ask nothing but what a wall asks')
  const record = await post(wall, 'record/list', { table: 'account', url: '' })
  assert.equal(record.status(), 401)
  wall.allow(/401/)
  const one = admin.locator('.walls-one', { hasText: 'Lobby' })
  await one.locator('[data-kind=danger]').click()
  await one.locator('[data-kind=danger]').click()
  await wall.locator('.wall-pair-title').waitFor()
  assert.equal(await wall.locator('.board').count(), 0, 'nothing is left on it')
  await wall.locator('a[href*=again]').click()
  await wall.locator('.wall-pair-sign').waitFor()
})

journey('a code that is none opens nothing, in clear words', 'desk', { locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'guess' }) // who guesses too often must wait, and others sign in as the same administrator
  try {
    await guess(await another({ url: own.url }))
  } finally {
    await own.stop()
  }
})

async function guess(page) {
  await signIn(page)
  page.allow(/422|429/)
  await open(page, '/setting/wall?code=AAAAAAAA')
  await page.fill('#name', 'Guess')
  await page.locator('form:has(#code) [type=submit]').click()
  await page.getByText('No wall shows this code').waitFor()
  for (let i = 0; i < 9; i += 1) await post(page, 'setting/wall/approve', { code: 'BBBBBBBB', name: 'Guess', profile: 'usual' })
  const answer = await post(page, 'setting/wall/approve', { code: 'BBBBBBBB', name: 'Guess', profile: 'usual' })
  assert.equal(answer.status(), 429)
}

journey('a wall turns its pages, passes one that is gone, and outlives its server', 'wall', { timeout: 180_000, locale: 'en' }, async ({ another }) => {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'yardstick-wall-'))
  const first = await serve({ data, name: 'wall' })
  const port = first.url.split(':').pop()
  let server = first
  try {
    const wall = await another({ url: first.url })
    const admin = await another({ url: first.url })
    await signIn(admin)
    await program(admin, { pages: '20 /portfolio\n20 /account/gone\n20 /portfolio?tier=strategic' })
    await pair(wall, admin)
    await wall.goto('/wall?pace=10')
    for (const one of [wall, admin]) one.allow(/404|ERR_|Failed to load|request failed/)
    await wall.locator('.wall-message', { hasText: '/account/gone' }).waitFor()
    // Once round, so that it has them all.
    await wall.waitForFunction(() => document.querySelector('.wall-steps')?.textContent === '1 / 3')
    await wall.waitForFunction(() => document.querySelector('.wall-steps')?.textContent === '3 / 3')
    await wall.locator('.wall-page .board').waitFor()
    await first.kill('SIGKILL')
    await wall.locator('.age[data-age=stale]').waitFor()
    assert.match(await wall.locator('.age').innerText(), /Disconnected/)
    // The last data stays, and so do the other pages.
    await wall.waitForFunction(() => document.querySelector('.wall-steps')?.textContent === '3 / 3' && document.querySelectorAll('.board .tile').length > 3)
    await wall.waitForFunction(() => document.querySelector('.wall-steps')?.textContent === '1 / 3' && document.querySelectorAll('.board .tile').length > 3)
    server = await serve({ data, name: 'wall-again', port })
    await wall.locator('.age[data-age=fresh]').waitFor()
  } finally {
    await server.stop()
    fs.rmSync(data, { recursive: true, force: true })
  }
})

journey('one remote holds the wall, the room sees who, and another asks for it', 'phone', { locale: 'en' }, async ({ page: admin, another }) => {
  await signIn(admin)
  const wall = await another()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  const id = await pair(wall, admin, 'Board room')
  await open(admin, `/remote/${id}`)
  await axe(admin)
  await fits(admin)
  await admin.getByRole('button', { name: 'Stay here' }).click()
  await wall.locator('.wall-holder').waitFor()
  const holder = await wall.locator('.wall-holder').boundingBox()
  const news = await wall.locator('.wall-news').boundingBox()
  assert.ok(holder.y + holder.height < news.y, 'who holds it covers no news')
  assert.ok(await wall.locator('.wall-news').evaluate((news) => news.scrollWidth <= news.clientWidth), 'no news is cut')
  const other = await another()
  await signIn(other, 'exec')
  await open(other, `/remote/${id}`)
  assert.ok(await other.getByRole('button', { name: 'Next' }).isDisabled())
  await other.getByRole('button', { name: 'Ask for the remote' }).click()
  await admin.getByRole('button', { name: 'Hand it over' }).waitFor({ timeout: 3_000 }) // told, not asked for
  await admin.getByRole('button', { name: 'Hand it over' }).click()
  await other.getByRole('button', { name: 'Put it down' }).waitFor({ timeout: 3_000 })
  let looks = 0
  other.on('request', (request) => { looks += request.url().endsWith('/remote/look') ? 1 : 0 })
  await other.waitForTimeout(4_000)
  assert.ok(looks <= 1, `a remote that hears nothing asks nothing: ${looks}`)
  await other.locator('.remote-list .chip').nth(2).click({ timeout: 10_000 })
  await other.fill('#note', 'Look here')
  await other.getByRole('button', { name: 'Write' }).click()
  await wall.locator('.wall-note', { hasText: 'Look here' }).waitFor()
  await other.getByRole('button', { name: 'Begin the monthly meeting' }).click()
  await wall.waitForFunction(() => document.querySelector('.wall-steps')?.textContent.includes('Results'))
  wall.allow(/401/)
  admin.allow(/403/)
  await post(admin, 'setting/wall/revoke', { id })
  other.allow(/403/)
  await other.getByText('An administrator has removed this wall').first().waitFor()
  const sponsor = await another()
  await signIn(sponsor, 'sponsor')
  sponsor.allow(/404/)
  assert.equal((await post(sponsor, 'remote/look', { id })).status(), 404)
})

journey('a wall of panels keeps tiles off the frames, shows a record until it is put away, and a profile is taken back', 'desk', { timeout: 180_000, locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'panels' }) // another profile would reload everybody's walls
  try {
    await panels(own, another)
  } finally {
    await own.stop()
  }
})

async function panels({ url }, another) {
  const admin = await another({ url })
  await signIn(admin)
  const wall = await another({ url })
  await wall.setViewportSize({ width: 1920, height: 1080 })
  for (const one of [wall, admin]) one.allow(/404|422|ERR_CONNECTION_REFUSED/) // the wall goes on asking when its server ends
  const { rows } = await (await post(admin, 'record/list', { table: 'demand', url: '' })).json()
  const address = `${url}/register/demand/${rows[0].id}`
  await open(admin, '/setting/wall')
  await admin.fill('#profile-pages', `10 ${url}/register/user/1\n10 ${url}/register/demand/none`)
  await admin.getByRole('button', { name: 'Save as a new version' }).click()
  await admin.getByText('Walls cannot show a record of this kind').waitFor()
  await admin.fill('#profile-pages', `10 ${url}/register/demand/none`)
  await admin.getByRole('button', { name: 'Save as a new version' }).click()
  await admin.getByText('There is no such record').waitFor()
  await admin.fill('#profile-pages', `600 /portfolio\n10 ${address}`)
  for (const [name, value] of [['width', '3840'], ['height', '2160'], ['columns', '2'], ['rows', '2'], ['gap', '60']]) await admin.fill(`#profile-${name}`, value)
  await admin.getByRole('button', { name: 'Preview' }).click()
  await admin.locator('.walls-preview .walls-frames rect').nth(3).waitFor()
  await admin.locator('.walls-preview .board').nth(1).waitFor()
  await admin.getByRole('button', { name: 'Save as a new version' }).click()
  await admin.getByText('Saved; the walls follow').waitFor()
  await axe(admin)
  await fits(admin)
  await pair(wall, admin, 'Panels')
  await wall.locator('.board[data-panels]').waitFor()
  const straddling = await wall.evaluate(() => {
    const half = { x: innerWidth / 2, y: innerHeight / 2, gap: 60 / 3840 * innerWidth / 2 }
    const boxes = [...document.querySelectorAll('.board > .tile')].map((tile) => tile.getBoundingClientRect()).filter((box) => box.width > 0)
    const lies = (from, to, middle) => from < middle + half.gap - 1 && to > middle - half.gap + 1
    return [boxes.length, boxes.filter((box) => lies(box.left, box.right, half.x) || lies(box.top, box.bottom, half.y)).length]
  })
  assert.ok(straddling[0] > 4, 'the board is there')
  assert.equal(straddling[1], 0, 'no tile lies beneath a frame')
  await admin.request.post('/api/remote/press', { data: { id: (await (await post(admin, 'setting/wall/list', {})).json()).walls[0].id, press: { Jump: 1 } } })
  await wall.locator('.wall-title', { hasText: 'Demand' }).waitFor()
  await post(admin, 'record/archive', { table: 'demand', id: rows[0].id, version: String(rows[0].version) })
  await wall.locator('.wall-message', { hasText: 'no longer open' }).waitFor()
  await open(admin, '/setting/wall')
  await admin.locator('.walls-versions summary').click()
  await admin.getByRole('button', { name: 'Take this one back: version 0' }).click()
  await admin.getByText('Taken back as a new version').waitFor()
  await wall.waitForFunction(() => document.querySelector('.wall-page .board') && !document.querySelector('[data-panels]'))
}
