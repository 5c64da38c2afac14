// What a page does beside the app, and where there is none: sends the acts of a board and lets them be undone, keeps
// them while there is no line, keeps a plain board true, tells how deep a board was read, and lets it open offline.
// Acts are plain forms (ui/component/act.rs); without this script they are sent as such.
(() => {
  const root = document.documentElement
  const person = root.dataset.person
  const zh = root.lang.startsWith('zh')
  const say = (chinese, english) => (zh ? chinese : english)
  if (!person) return

  // Words at the foot of the page, with one thing to do.
  const toast = (words, { kind = 'done', action, on } = {}) => {
    let place = document.querySelector('.toasts[data-acts]')
    if (!place) {
      place = Object.assign(document.createElement('div'), { className: 'toasts', role: 'status' })
      place.dataset.acts = ''
      place.setAttribute('aria-live', 'polite')
      document.body.append(place)
    }
    const one = document.createElement('div')
    one.className = 'toast'
    one.dataset.kind = kind
    one.append(Object.assign(document.createElement('span'), { textContent: words }))
    if (action) {
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'toast-action', textContent: action })
      button.addEventListener('click', () => { one.remove(); on() })
      one.append(button)
    }
    place.replaceChildren(one)
    setTimeout(() => one.remove(), action ? 12000 : 6000)
  }
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

  // What waits for a line, on this device and for this person only.
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open('yardstick', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('deed', { keyPath: 'key' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  const shelf = async (mode, use) => {
    const held = (await opened).transaction('deed', mode).objectStore('deed')
    return new Promise((resolve, reject) => {
      const asked = use(held)
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  }
  const waiting = async () => (await shelf('readonly', (held) => held.getAll())).filter((deed) => deed.person === person).sort((a, b) => a.at - b.at)
  const keep = (deed) => shelf('readwrite', (held) => held.put(deed))
  const forget = (key) => shelf('readwrite', (held) => held.delete(key))

  const showWaiting = async () => {
    const deeds = await waiting().catch(() => [])
    document.querySelector('.waiting')?.remove()
    if (deeds.length === 0) return
    const list = Object.assign(document.createElement('section'), { className: 'waiting', role: 'status' })
    for (const deed of deeds) {
      const line = document.createElement('p')
      const state = deed.problem ? say('没有生效', 'Not done') : say('等待发送', 'Waiting to be sent')
      line.append(Object.assign(document.createElement('b'), { textContent: state }), ` ${deed.words}${deed.about ? ` · ${deed.about}` : ''}`)
      if (deed.problem) {
        line.append(Object.assign(document.createElement('span'), { textContent: ` ${deed.problem}` }))
        const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: say('知道了', 'Understood') })
        button.addEventListener('click', async () => { await forget(deed.key); await showWaiting() })
        line.append(button)
      }
      list.append(line)
    }
    const head = document.querySelector('main .board-place, main .page-head') ?? document.querySelector('main')?.firstElementChild
    head?.before(list)
  }

  // Sends one: 'done', 'later' when there is no line or nobody is signed in, or the words of a refusal.
  const send = async (deed) => {
    let answer
    try {
      answer = await fetch('/act', { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(deed.body) })
    } catch { return 'later' }
    if (answer.ok) return 'done'
    if (answer.status === 401 || answer.status >= 500) return 'later'
    const problem = await answer.json().catch(() => null)
    return { problem: (zh ? problem?.zh : problem?.en) ?? say('没有生效，请再试一次。', 'It was not done. Please try again.') }
  }
  // A form that stands open is drawn anew once what it writes has changed.
  const finish = () => {
    document.querySelectorAll('details:has(.act-problem)').forEach((form) => { form.open = false })
    refresh()
  }
  const undo = async (key) => {
    const answer = await fetch('/act/undo', { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ key }) }).catch(() => null)
    if (answer?.ok) toast(say('已撤销', 'Undone'))
    else {
      const problem = await answer?.json().catch(() => null)
      toast((zh ? problem?.zh : problem?.en) ?? say('没能撤销，请检查网络。', 'It could not be undone. Please check the line.'), { kind: 'act' })
    }
    finish()
  }
  const done = (deed) => {
    toast(deed.done, { action: say('撤销', 'Undo'), on: () => undo(deed.key) })
    finish()
  }

  document.addEventListener('submit', async (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.matches('form.act')) return
    event.preventDefault()
    if (form.dataset.key) return
    form.dataset.key = newKey()
    const body = new URLSearchParams(new FormData(form))
    body.set('key', form.dataset.key)
    const about = form.closest('li')?.querySelector('.tile-list-name')?.textContent?.trim().slice(0, 60) ?? [...body].filter(([name]) => name === 'f-quote').map(([, value]) => value.slice(0, 60)).join('')
    const deed = { key: form.dataset.key, person, body: body.toString(), words: form.dataset.words, done: form.dataset.done, about, at: Date.now() }
    const result = await send(deed)
    if (result === 'done') {
      const more = form.closest('details')
      if (more) more.open = false
      form.reset()
      done(deed)
    } else if (result === 'later') {
      await keep(deed)
      toast(say('现在没有网络，已经记下，联网后自动发送。', 'There is no line now. It is kept, and sent when there is one.'))
      await showWaiting()
      return // The form stays taken: it is sent once.
    } else {
      const told = form.querySelector('.act-problem')
      if (told) told.textContent = result.problem
      else toast(result.problem, { kind: 'act' })
      refresh()
    }
    delete form.dataset.key
  })

  let sending = false
  const sendWaiting = async () => {
    if (sending || !navigator.onLine) return
    sending = true
    try {
      for (const deed of await waiting()) {
        if (deed.problem) continue
        const result = await send(deed)
        if (result === 'later') break
        if (result === 'done') { await forget(deed.key); done(deed) } else await keep({ ...deed, problem: result.problem })
      }
    } catch { /* a browser that keeps nothing has nothing waiting */ }
    sending = false
    await showWaiting()
  }
  addEventListener('online', sendWaiting)
  setInterval(async () => { if ((await waiting().catch(() => [])).some((deed) => !deed.problem)) sendWaiting() }, 20000)
  sendWaiting()

  // Puts fresh tiles in place of those that differ; what somebody is writing stays.
  const busy = (place) => place.querySelector('.act-more[open]')
  let asking = null
  const refresh = () => { asking ??= renew().finally(() => { asking = null }); return asking }
  const renew = async () => {
    const place = document.querySelector('.board-place')
    if (!place) return
    const answer = await fetch(`/drawn?${new URLSearchParams({ at: location.pathname + location.search })}`).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const [old, next] = [place, fresh].map((one) => one.querySelector('.board, .board-text'))
    if (!old || !next) return
    const names = (board) => [...board.children].map((tile) => tile.id).join()
    if (names(old) !== names(next)) { if (!busy(old)) old.replaceWith(next) } else {
      const others = [...next.children]
      for (const [at, tile] of [...old.children].entries()) {
        if (tile.outerHTML === others[at].outerHTML || busy(tile)) continue
        others[at].dataset.changed = ''
        tile.replaceWith(others[at])
      }
    }
    watchTiles()
  }

  // A page without the app listens by itself.
  if (!document.querySelector('script[type=module]')) {
    let known = null
    const line = new EventSource('/live')
    line.addEventListener('revision', (event) => { if (known !== null && known !== event.data) refresh(); known = event.data })
    addEventListener('pagehide', () => line.close())
  }

  // How deep the board was read.
  let look = null
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) look?.seen.add(entry.target.id)
  }, { threshold: 0.4 })
  const watchTiles = () => document.querySelectorAll('.board > .tile').forEach((tile) => seen.observe(tile))
  const installed = matchMedia('(display-mode: standalone)').matches || navigator.standalone === true
  const tell = () => {
    if (!look) return
    const tiles = document.querySelectorAll('.board > .tile').length
    if (tiles > 0) look.tiles = Math.max(look.tiles, tiles)
    if (look.tiles === 0) return
    const screen = location.pathname.startsWith('/wall') ? 'wall' : innerWidth < 720 ? 'phone' : 'desk'
    navigator.sendBeacon('/view', new URLSearchParams({ path: look.path, screen, seen: look.seen.size, tiles: look.tiles, numbers: look.numbers, installed: installed ? '1' : '' }))
  }
  const begin = () => { look = { path: location.pathname, seen: new Set(), tiles: 0, numbers: 0 }; watchTiles() }
  begin()
  setInterval(() => { if (location.pathname !== look.path) { tell(); begin() } else watchTiles() }, 2000)
  setTimeout(tell, 4000)
  document.addEventListener('click', (event) => { if (event.target instanceof Element && event.target.closest('.board a[href]')) look.numbers += 1 })
  // The style of everything but boards: fetched once somebody moves, or has looked for a while.
  const more = () => {
    const first = document.querySelector('link[href$="/yardstick.css"]')
    if (!first || document.querySelector('link[href$="/more.css"]')) return
    first.after(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: first.href.replace('yardstick.css', 'more.css') }))
  }
  for (const move of ['pointerover', 'pointerdown', 'keydown']) addEventListener(move, more, { once: true, capture: true, passive: true })
  setTimeout(more, 4000)
  // What a button names is copied.
  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-copy]')
    if (!button) return
    const words = document.getElementById(button.dataset.copy)
    try {
      await navigator.clipboard.writeText(words.textContent)
      toast(say('已复制', 'Copied'))
    } catch {
      getSelection().selectAllChildren(words)
      toast(say('已选中，请按复制键', 'Selected: now press copy'))
    }
  })
  addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') tell(); else { refresh(); sendWaiting() } })
  addEventListener('pagehide', tell)

  // Opens offline on a phone; what is kept goes when its person goes.
  const isPhone = matchMedia('(max-width: 719px)').matches
  if ('serviceWorker' in navigator && (installed || isPhone)) navigator.serviceWorker.register('/sw.js').catch(() => {})
  document.addEventListener('submit', (event) => {
    if (event.target instanceof HTMLFormElement && event.target.getAttribute('action') === '/session/end') {
      globalThis.caches?.delete('pages')
      shelf('readwrite', (held) => held.clear()).catch(() => {})
    }
  })
  const keptAt = root.dataset.kept
  if (keptAt) {
    const note = Object.assign(document.createElement('p'), { className: 'notice', role: 'status' })
    note.dataset.kind = 'watch'
    const age = () => {
      const minutes = Math.max(1, Math.round((Date.now() - Number(keptAt)) / 60000))
      const [number, unit] = minutes < 60 ? [minutes, say('分钟', 'min')] : minutes < 2880 ? [Math.round(minutes / 60), say('小时', 'h')] : [Math.round(minutes / 1440), say('天', 'days')]
      note.textContent = say(`没有网络。您看到的是 ${number} ${unit}前的内容；您做的事会先记下，联网后发送。`, `No line. What you see is ${number} ${unit} old; what you do is kept and sent later.`)
    }
    age()
    setInterval(age, 30000)
    document.querySelector('main')?.prepend(note)
    addEventListener('online', () => location.reload())
  }
})()
