// What must be true of every picture without looking at it: no sideways scroll, no text cut, no two texts on top of each
// other, nothing outside its tile, everything that can be pressed large enough and free of the bar at the bottom.
// Runs in the page; gives sentences, none when all is well.

import assert from 'node:assert/strict'

/** Every screen there is; FIRST stands for the largest account. `as` signs somebody else in, `as: null` nobody. */
export const EVERY = [
  { route: '/' }, { route: '/?view=text' }, { route: '/account/FIRST' }, { route: '/register/account' },
  { route: '/register/account/FIRST' }, { route: '/register/account/FIRST?edit=1' }, { route: '/register/ticket' },
  { route: '/register/score_day' }, { route: '/setting/score' }, { route: '/import' },
  { route: '/register/ticket?q=zzzz-no-such-thing', name: 'empty' }, { route: '/nowhere', name: 'not-found', status: 404 },
  { route: '/setting/score', as: 'partner', name: 'forbidden', status: 404 }, { route: '/sign-in', as: null },
  { route: '/wall/portfolio', isWall: true }, { route: '/wall/account/FIRST', isWall: true },
]

/** The sentences of what is wrong with the geometry of a page. */
export async function geometry(page) {
  await page.evaluate(() => scrollTo(0, 0))
  const found = await page.evaluate(look)
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  found.push(...await page.evaluate(covered))
  await page.evaluate(() => scrollTo(0, 0))
  return found
}

/** Fails with all that is wrong. */
export async function stands(page) {
  const found = await geometry(page)
  assert.equal(found.length, 0, `geometry of ${page.url()}\n  ${found.join('\n  ')}`)
}

/** In the page. */
function look() {
  const found = new Set()
  const root = document.documentElement
  const style = (node) => getComputedStyle(node)
  const place = (node) => {
    const part = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '') + ([...one.classList].slice(0, 2).map((name) => `.${name}`).join(''))
    const seat = node.closest('[id]')
    return `${seat && seat !== node ? `${part(seat)} … ` : ''}${part(node)}`
  }
  const brief = (words) => `“${words.trim().replace(/\s+/g, ' ').slice(0, 40)}”`
  if (root.scrollWidth > root.clientWidth) found.add(`sideways: ${root.scrollWidth} px on ${root.clientWidth} px`)

  // Only for the ear, or not shown at all.
  const unseen = new Map()
  const isUnseen = (node) => {
    if (!node || node === root) return false
    if (unseen.has(node)) return unseen.get(node)
    const s = style(node)
    const is = s.clipPath.startsWith('inset(50') || s.visibility === 'hidden' || s.display === 'none' || s.opacity === '0' || isUnseen(node.parentElement)
    unseen.set(node, is)
    return is
  }
  const floats = (node) => { for (let n = node; n && n !== root; n = n.parentElement) if (/fixed|sticky/.test(style(n).position)) return true; return false }

  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement
    if (!node.data.trim() || !holder || /^(script|style|noscript|option|textarea|title|desc)$/i.test(holder.tagName)) continue
    if (!holder.checkVisibility() || isUnseen(holder)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.height < 2) continue
      // The ink: a line's box is taller than its letters.
      const air = rect.height * 0.22
      texts.push({ node, holder, words: node.data, l: rect.left, r: rect.right, t: rect.top + air, b: rect.bottom - air })
    }
  }

  const named = (node) => node.closest('[title]') !== null
  for (const one of texts) {
    let left = false
    for (let box = one.holder; box && box !== root; box = box.parentElement) {
      const s = style(box)
      if (box instanceof SVGElement && box.tagName !== 'svg') continue
      const scrolls = /auto|scroll/
      if (scrolls.test(s.overflowX) || scrolls.test(s.overflowY)) { left = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1; if (left) break }
      const [x, y] = [/hidden|clip/.test(s.overflowX), /hidden|clip/.test(s.overflowY)]
      if (!x && !y) continue
      const short = s.textOverflow === 'ellipsis' || s.webkitLineClamp !== 'none'
      if (short && named(box)) { left = true; break }
      const edge = box.getBoundingClientRect()
      if ((x && (one.l < edge.left - 1.5 || one.r > edge.right + 1.5)) || (y && (one.t < edge.top - 1 || one.b > edge.bottom + 1))) {
        found.add(`cut: ${brief(one.words)} by ${place(box)}${short ? ' (an ellipsis without title)' : ''}`)
        left = true
        break
      }
    }
    one.scrolled = left
    const tile = one.holder.closest('.tile')
    if (!left && tile) {
      const edge = tile.getBoundingClientRect()
      if (one.l < edge.left - 1 || one.r > edge.right + 1 || one.t < edge.top - 1 || one.b > edge.bottom + 1) found.add(`beyond its tile: ${brief(one.words)} of ${place(tile)}`)
    } else if (!left && !floats(one.holder) && (one.r > root.clientWidth + 1 || one.l < -1)) found.add(`beyond the screen: ${brief(one.words)} in ${place(one.holder)}`)
  }
  for (const tile of document.querySelectorAll('.tile')) {
    if (!tile.checkVisibility()) continue
    const edge = tile.getBoundingClientRect()
    for (const mark of tile.querySelectorAll('svg circle, svg rect, svg path, svg line, button, .chart, td')) {
      if (!mark.checkVisibility() || isUnseen(mark) || mark.closest('defs, clipPath, .chart-table')) continue
      const box = mark.getBoundingClientRect()
      if (box.width + box.height > 0 && (box.left < edge.left - 2 || box.right > edge.right + 2 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)) found.add(`beyond its tile: ${place(mark)} of ${place(tile)}`)
    }
  }

  const sorted = texts.filter((one) => !one.scrolled && !floats(one.holder)).sort((a, b) => a.t - b.t)
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length && sorted[j].t < a.b; j += 1) {
      const b = sorted[j]
      if (a.node === b.node) continue
      if (Math.min(a.r, b.r) - Math.max(a.l, b.l) > 2 && Math.min(a.b, b.b) - b.t > 2) found.add(`on top of each other: ${brief(a.words)} (${place(a.holder)}) and ${brief(b.words)} (${place(b.holder)})`)
    }
  })

  // 24 px, or so much room around that a circle of 24 px touches no other target.
  const targets = [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]), textarea, [role=button]')]
    .filter((node) => node.checkVisibility() && !isUnseen(node) && !node.disabled)
    .map((node) => { const box = (node.closest('label') ?? node).getBoundingClientRect(); return { node, box, x: box.left + box.width / 2, y: box.top + box.height / 2 } })
    .filter(({ box }) => box.width > 0 && box.height > 0)
  const isLine = (node) => style(node).display === 'inline' && !(node instanceof SVGElement) && [...(node.parentElement?.childNodes ?? [])].some((n) => n.nodeType === 3 && n.data.trim())
  // A bar of a chart has the same link in the chart's table, where it is a row.
  const hasRow = (node) => node.closest('svg') && node.closest('.chart')?.querySelector('.chart-table')
  const small = targets.filter(({ node, box }) => Math.min(box.width, box.height) < (hasRow(node) ? 21.5 : 23.5) && !isLine(node))
  for (const one of small) {
    const near = targets.find((other) => {
      if (other === one || one.node.contains(other.node) || other.node.contains(one.node) || other.node.href === one.node.href && other.node.href) return false
      const isSmall = Math.min(other.box.width, other.box.height) < 23.5
      const dx = isSmall ? other.x - one.x : Math.max(other.box.left - one.x, one.x - other.box.right, 0)
      const dy = isSmall ? other.y - one.y : Math.max(other.box.top - one.y, one.y - other.box.bottom, 0)
      return Math.hypot(dx, dy) < (isSmall ? 23.5 : 11.5) && floats(other.node) === floats(one.node)
    })
    if (near) found.add(`small to press: ${place(one.node)} ${brief(one.node.getAttribute('aria-label') ?? one.node.textContent)} ${Math.round(one.box.width)}×${Math.round(one.box.height)} beside ${place(near.node)} ${brief(near.node.textContent)}`)
  }
  return [...found].slice(0, 12)
}

/** In the page, at its end: what the bar at the bottom hides for good. */
function covered() {
  const bar = [...document.querySelectorAll('.bottombar')].find((one) => one.checkVisibility())
  if (!bar) return []
  const edge = bar.getBoundingClientRect()
  return [...document.querySelectorAll('main a[href], main button, main summary, main select, main input:not([type=hidden])')]
    .filter((node) => node.checkVisibility() && node.getBoundingClientRect().bottom > edge.top + 1 && node.getBoundingClientRect().top < innerHeight)
    .slice(0, 3).map((node) => `under the bar at the end of the page: ${node.textContent.trim().slice(0, 30)}`)
}
