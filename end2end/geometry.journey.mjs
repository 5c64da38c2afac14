// What `make pictures` asks of every screen at every size, of all but the walls: nothing cut, overlapping,
// sideways or out of reach, and nothing that axe-core finds.

import { axe, journey, open, signIn } from './harness.mjs'
import { EVERY, stands } from './geometry.mjs'
import { rows } from './desk.mjs'

const SEEN = { narrow: ['en'], phone: ['zh'], desk: ['zh', 'en'] }

for (const [size, locales] of Object.entries(SEEN)) for (const locale of locales) {
  const isWall = size.startsWith('wall')
  journey(`every screen stands (${locale})`, size, { locale, theme: isWall ? 'wall' : 'night' }, async ({ page }) => {
    await signIn(page, 'admin')
    const first = (await rows(page, 'account', 's=-mrr_cents'))[0].id
    for (const { route, as, status } of EVERY.filter((one) => Boolean(one.isWall) === isWall)) {
      if (as !== undefined) continue
      if (status) page.allow(new RegExp(String(status)))
      await open(page, route.replace('FIRST', first), { hydrated: false })
      await page.waitForLoadState('load')
      await stands(page)
      if (!isWall) await axe(page)
    }
  })
}
