// The strategic sandbox under the hand: cards are dragged to another horizon (or moved with ← and → while one of their
// buttons has the focus), and the ranking follows the sliders. What it does is the page's own forms; without it they are
// pressed. The order is the domain's (src/sandbox.rs): the weighted sum, then space, then the order the page came in.
(() => {
  const board = document.querySelector('.sandbox-board')
  const ORDER = ['short', 'medium', 'long']

  const move = (card, to) => {
    const button = card?.querySelector(`button[name=horizon][value="${to}"]`)
    if (button) button.form.requestSubmit(button)
  }
  let held = null
  const cellAt = (x, y) => document.elementsFromPoint(x, y).map((one) => one.closest?.('.sandbox-cell')).find(Boolean)
  const mark = (cell) => {
    board.querySelectorAll('.sandbox-cell[data-over]').forEach((one) => one.removeAttribute('data-over'))
    cell?.setAttribute('data-over', '')
  }
  const target = (x, y) => {
    const cell = cellAt(x, y)
    const own = held?.card.closest('.sandbox-row') === cell?.closest('.sandbox-row')
    return cell && own && cell.dataset.horizon !== held.card.dataset.horizon ? cell : null
  }
  const drop = (go) => {
    if (!held) return
    const { card, moved, x, y } = held
    const cell = moved && go ? target(x, y) : null
    card.removeAttribute('data-held')
    card.style.transform = ''
    mark(null)
    held = null
    if (cell) move(card, cell.dataset.horizon)
  }
  board?.addEventListener('pointerdown', (event) => {
    const card = event.target.closest('.sandbox-card')
    if (!card || !card.querySelector('form') || event.button !== 0 || event.target.closest('button')) return
    held = { card, from: [event.clientX, event.clientY], x: event.clientX, y: event.clientY, moved: false }
  })
  addEventListener('pointermove', (event) => {
    if (!held) return
    const [left, top] = [event.clientX - held.from[0], event.clientY - held.from[1]]
    if (!held.moved && Math.hypot(left, top) < 6) return
    Object.assign(held, { moved: true, x: event.clientX, y: event.clientY })
    held.card.setAttribute('data-held', '')
    held.card.style.transform = `translate(${left}px, ${top}px)`
    mark(target(event.clientX, event.clientY))
    event.preventDefault()
  })
  // A card that was dragged is not opened by letting go of it.
  let swallow = false
  addEventListener('click', (event) => {
    if (!swallow) return
    event.preventDefault()
    event.stopPropagation()
  }, true)
  addEventListener('pointerup', () => {
    swallow = Boolean(held?.moved)
    setTimeout(() => { swallow = false }, 0)
    drop(true)
  })
  addEventListener('pointercancel', () => drop(false))
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') drop(false)
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const card = step && event.target.closest?.('.sandbox-card')
    if (!card) return
    const to = ORDER[ORDER.indexOf(card.dataset.horizon) + step]
    if (to) {
      event.preventDefault()
      move(card, to)
    }
  })

  const form = document.querySelector('.sandbox-weights')
  const list = document.querySelector('.sandbox-ranking')
  const source = document.getElementById('sandbox-data')
  if (!form || !list || !source) return
  // Equals stand by space, then as the page came; Array.sort keeps what is equal in its order.
  const rows = JSON.parse(source.textContent).sort((left, right) => right[9] - left[9])
  const size = Number(list.dataset.lines)
  const pages = document.querySelector('.sandbox-pages')
  const wrong = document.getElementById('weights-wrong')
  const sliders = [...form.querySelectorAll('input[type=range]')]
  let first = 0
  const element = (name, className, words) => Object.assign(document.createElement(name), { className, textContent: words })
  const draw = (order, sum) => {
    const lines = order.slice(first, first + size).map(([row, points], index) => {
      const line = document.createElement('li')
      const who = element('span', 'who', '')
      const link = Object.assign(document.createElement('a'), { href: `/register/opportunity/${row[0]}`, textContent: row[1] })
      who.append(link, element('small', '', row[2]))
      line.append(element('b', 'rank', first + index + 1), who, element('span', 'what', row[3]),
        element('b', 'score', (Math.round((points * 100) / sum) / 100).toFixed(2)), element('span', 'verdict', row[4]))
      return line
    })
    list.replaceChildren(...lines)
    pages.hidden = order.length <= size
    pages.querySelector('span').textContent = `${first + 1}–${Math.min(first + size, order.length)} / ${order.length}`
    pages.querySelector('[data-step="-1"]').disabled = first === 0
    pages.querySelector('[data-step="1"]').disabled = first + size >= order.length
  }
  const rank = () => {
    const weights = sliders.map((slider) => Number(slider.value))
    sliders.forEach((slider) => { slider.closest('label').querySelector('output').textContent = slider.value })
    const sum = weights.reduce((all, one) => all + one, 0)
    wrong.hidden = sum > 0
    if (sum === 0) {
      wrong.textContent = wrong.dataset.zero
      list.replaceChildren()
      return
    }
    // Sums are whole numbers up to 2,000: rows are dealt into as many heaps, the highest first.
    const heaps = []
    for (const row of rows) {
      const points = weights[0] * row[5] + weights[1] * row[6] + weights[2] * row[7] + weights[3] * row[8]
      const heap = (heaps[points] ??= [])
      heap.push(row)
    }
    const order = []
    for (let points = heaps.length - 1; points >= 0; points -= 1) for (const row of heaps[points] ?? []) order.push([row, points])
    draw(order, sum)
  }
  form.addEventListener('input', () => {
    first = 0
    rank()
  })
  pages.addEventListener('click', (event) => {
    const step = Number(event.target.dataset?.step ?? 0)
    if (!step) return
    first = Math.max(0, first + step * size)
    rank()
  })
  if (rows.length > size) rank()
})()
