// The desk works without this script. It spares the officer page loads: answers are saved in place, the keyboard walks
// from doubt to doubt, and what arrives shows by itself.

const body = document.body
const $ = (selector, within = document) => within.querySelector(selector)
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)]

/** Said at the foot of the window and to those who listen; with the way back where there is one. */
function say(text, undo = null) {
  const live = $('#live')
  live.textContent = ''
  clearTimeout(say.timer)
  if (!text) return
  requestAnimationFrame(() => {
    live.textContent = text
    if (undo) live.append(' ', undoButton(undo))
  })
  say.timer = setTimeout(hush, undo ? 12_000 : 6000)
}

function hush() {
  const live = $('#live')
  if (live.contains(document.activeElement)) say.timer = setTimeout(hush, 6000)
  else live.textContent = ''
}

function undoButton(undo) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = `${body.dataset.textUndo} (u)`
  button.addEventListener('click', undo)
  return button
}

// --- The answer at hand, and its place on the page ---

let current = null

function select(question, how = {}) {
  const card = question && document.getElementById(`a-${question}`)
  for (const one of $$('.current')) one.classList.remove('current')
  current = card ? question : null
  if (!card) return
  card.classList.add('current')
  const places = placesOf(question)
  for (const place of places) place.classList.add('current')
  if (how.focus) card.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'nearest' })
  const pane = $('.pages')
  if (places[0] && pane && getComputedStyle(pane).overflowY !== 'visible') centre(places[0], pane)
}

const placesOf = (question) => $$(`[data-places~="${CSS.escape(question)}"]`)

function centre(element, pane) {
  const place = element.getBoundingClientRect()
  const frame = pane.getBoundingClientRect()
  const inSight = place.left >= frame.left && place.right <= frame.right
  if (inSight && place.top > frame.top + 40 && place.bottom < frame.bottom - 40) return
  pane.scrollTop += place.top - frame.top - frame.height / 3
  if (place.left < frame.left || place.right > frame.right)
    pane.scrollLeft += (place.left + place.right - frame.left - frame.right) / 2
}

function markDoubts() {
  for (const card of $$('.answer.doubt'))
    for (const place of placesOf(card.dataset.question)) place.classList.add('doubtful')
}

const cards = () => $$('.answer')
const doubts = () => $$('.answer.doubt')

function step(by) {
  const all = cards()
  const at = all.findIndex((card) => card.dataset.question === current)
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))]
  if (next) select(next.dataset.question, { focus: true })
}

function nextDoubt(after = current) {
  const all = cards()
  const at = all.findIndex((card) => card.dataset.question === after)
  const open = doubts()
  const next = open.find((card) => all.indexOf(card) > at) ?? open[0]
  if (next) select(next.dataset.question, { focus: true })
  else {
    select(null)
    const approve = $('.decision [data-key="A"]')
    // Not into a field: the next stroke may be one that takes the last answer back.
    const rest = approve?.matches('input') ? $('.decision') : approve
    rest?.focus()
  }
}

// --- Saving in place: the server answers with the page as it is now, and the desk is put in the place of the old ---

let saving = false

/** The questions this officer settled on this page, the last at the end: what `u` takes back, wherever one is by then. */
const settled = []

function undoLast() {
  const question = settled.at(-1) ?? current
  const form =
    question && $('form.act', document.getElementById(`a-${question}`) ?? document.createElement('p'))
  if (!form || saving) return false
  if (settled.length === 0 && !$('[data-key="u"]', form)) return false
  const button = $('[data-key="u"]', form)
  if (button) save(form, button)
  else settled.pop()
}

async function save(form, submitter) {
  if (saving) return
  saving = true
  const card = form.closest('.answer')
  const question = card.dataset.question
  const wasDoubt = card.classList.contains('doubt')
  card.classList.add('busy')
  say(body.dataset.textSaving)
  try {
    const response = await send(form, submitter)
    if (response.status === 401) {
      card.classList.remove('busy')
      return signedOut(await response.text())
    }
    const page = pageOf(await response.text())
    if (response.status === 422) return refuse(form, $('h1', page).textContent)
    if (!$('[data-swap="desk"]', page)) return showInstead(page)
    const note = $('.notice', page)?.textContent ?? ''
    $('[data-swap="desk"] > .notice', page)?.remove()
    swapDesk(page)
    const done = submitter?.value
    if (done === 'undo') {
      const at = settled.lastIndexOf(question)
      if (at >= 0) settled.splice(at, 1)
    } else if (done !== 'note') settled.push(question)
    const name = $('h3', document.getElementById(`a-${question}`)).textContent
    say(`${note} ${name}`, settled.length > 0 ? undoLast : null)
    // After an answer was emptied one stays there: it is the likeliest to be taken back.
    const cleared = done === 'clear' || submitter?.dataset.key === 'x'
    if (wasDoubt && !cleared && !['undo', 'note'].includes(done)) nextDoubt(question)
    else select(question, { focus: true })
  } catch {
    say(body.dataset.textLost)
    card.classList.remove('busy')
  } finally {
    saving = false
  }
}

/** What was written cannot be: said where it stands, and what was written stays to be put right. */
function refuse(form, why) {
  const place = form.closest('.answer') ?? form
  place.classList.remove('busy')
  say('')
  $('[role="alert"]', place)?.remove()
  const line = document.createElement('p')
  line.className = 'problem'
  line.role = 'alert'
  line.textContent = why
  if (place === form) form.prepend(line)
  else form.before(line)
  $('[data-field], [name="agency"]', form)?.focus()
}

/** A decision that asks for something: what it cannot take is said there; what it took leads to the page of it. */
async function ask(form, submitter) {
  if (saving || leaving) return
  saving = true
  say(body.dataset.textSaving)
  try {
    const response = await send(form, submitter)
    if (response.status === 401) return signedOut(await response.text())
    leaving = response.redirected
    if (leaving) location.href = response.url
    else {
      const page = pageOf(await response.text())
      if (response.status === 422) refuse(form, $('h1', page).textContent)
      else showInstead(page)
    }
  } catch {
    say(body.dataset.textLost)
  } finally {
    saving = false
  }
}

const send = (form, submitter) =>
  fetch(form.getAttribute('action'), {
    method: 'POST',
    body: new URLSearchParams(new FormData(form, submitter)),
    redirect: 'follow',
  })

const pageOf = (text) => new DOMParser().parseFromString(text, 'text/html')

/** Refused, or somebody else was first: the page that says so takes the whole window. */
function showInstead(page) {
  $('main').replaceWith($('main', page))
  document.title = page.title
  $('main').focus()
  say('')
}

/** The new state of the desk, with panes scrolled and pictures loaded as they are. */
function swapDesk(page) {
  const scroll = [['.answers-scroll'], ['.pages']].map(([name]) => [name, $(name)?.scrollTop ?? 0])
  const oldPages = $('.pages')
  const fresh = $('[data-swap="desk"]', page)
  const newPages = $('.pages', fresh)
  // Pages drawn already stay: nothing flickers. Only other documents, or another version, draw anew.
  if (oldPages && newPages && oldPages.textContent === newPages.textContent) newPages.replaceWith(oldPages)
  $('[data-swap="desk"]').replaceWith(fresh)
  for (const [name, top] of scroll) if ($(name)) $(name).scrollTop = top
  for (const name of ['seen', 'revision']) body.dataset[name] = page.body.dataset[name]
  for (const place of $$('.doubtful')) place.classList.remove('doubtful')
  markDoubts()
  document.dispatchEvent(new Event('swapped'))
}

// Pressed twice, a decision is sent once: the second would be told that somebody else was first, who is oneself.
let sent = null
addEventListener('pageshow', () => {
  sent = null
  leaving = false
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('[data-save]')) {
    if (form.method !== 'post') return
    if (form.matches('[data-asks]')) {
      event.preventDefault()
      return ask(form, event.submitter)
    }
    if (sent === form) return event.preventDefault()
    sent = form
    // What answers with a file leaves the page where it is.
    setTimeout(() => {
      sent = null
    }, 3000)
    return say(body.dataset.textSaving)
  }
  event.preventDefault()
  save(form, event.submitter ?? $('button', form))
})

document.addEventListener('click', (event) => {
  const menu = $('details.more[open]')
  if (menu && !menu.contains(event.target)) menu.open = false
  const opener = event.target.closest('[data-opens]')
  if (opener) return document.getElementById(opener.dataset.opens).showModal()
  if (event.target.closest('[data-next-doubt]')) return nextDoubt()
  const goes = event.target.closest('[data-goes]')
  if (goes) {
    event.preventDefault()
    return select(goes.dataset.goes, { focus: true })
  }
  const edits = event.target.closest('[data-edits]')
  if (edits) {
    event.preventDefault()
    return open(edits.dataset.edits)
  }
  const place = event.target.closest('[data-places]')
  if (place) return select(place.dataset.places.split(' ')[0], { focus: true })
  const card = event.target.closest('.answer')
  if (card && card.dataset.question !== current) select(card.dataset.question)
})

// Of a decision chosen from the menu, what it asks for first.
document.addEventListener(
  'toggle',
  (event) => {
    if (event.target.matches('.choices-more details') && event.target.open)
      $('input:not([type="hidden"])', event.target)?.focus()
  },
  true,
)

document.addEventListener('focusin', (event) => {
  const card = event.target.closest?.('.answer')
  // Walking by Tab from answer to answer opens none: only what is pressed does.
  if (card && card.dataset.question !== current && !event.target.matches('[data-edits]'))
    select(card.dataset.question)
})

// --- Keys: single letters only outside of fields, and only while they are switched on ---

const keysOn = $('#keys-on')
try {
  if (keysOn) keysOn.checked = localStorage.getItem('keys') !== 'off'
} catch {}
keysOn?.addEventListener('change', () => {
  try {
    localStorage.setItem('keys', keysOn.checked ? 'on' : 'off')
  } catch {}
})

const inField = (element) =>
  element.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const opened = event.key === 'Escape' && !$('dialog[open]') && openedAround(event.target)
  if (opened) {
    opened.open = false
    $('summary', opened).focus()
    return
  }
  if (event.key === 'Escape' && inField(event.target)) {
    const card = event.target.closest('.answer')
    event.target.blur()
    if (card) card.focus({ preventScroll: true })
    return
  }
  if (leaving || inField(event.target) || (keysOn && !keysOn.checked) || $('dialog[open]')) return
  const act = keys[event.key]
  if (act && act() !== false) event.preventDefault()
})

/** Enter in a note saves the note, and nothing but the note. */
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('.note')) return
  event.preventDefault()
  if (event.target.value.trim()) event.target.form.requestSubmit($('[value="note"]', event.target.form))
})

/** What Esc closes: the form one is in, or the menu of decisions from wherever one is. */
const openedAround = (element) =>
  element.closest('details.close[open], details.assign[open], details.more[open] details[open]') ??
  $('details.more[open]')

/** On the way to another page: what is typed meanwhile is meant for that one. */
let leaving = false

const press = (key) => () => {
  const card = current && document.getElementById(`a-${current}`)
  const target = card && $(`[data-key="${key}"]`, card)
  if (!target) return false
  target.click()
}

function edit(selector) {
  const card = current && document.getElementById(`a-${current}`)
  const details = card && $('details', card)
  if (!details) return false
  details.open = true
  const field = $(selector, card)
  if (!field) return false
  field.focus()
  field.select?.()
}

const pressOnPages = (selector) => () => {
  const target = $(selector)
  if (!target) return false
  target.click()
}

/** The page in the middle of the pane. */
function turnPage() {
  const frame = $('.pages')?.getBoundingClientRect()
  if (!frame) return false
  const [x, y] = [frame.left + frame.width / 2, Math.max(0, frame.top) + innerHeight / 2.5]
  const sheet = document.elementsFromPoint(x, y).find((one) => one.closest('.sheet-picture'))
  $('[data-turn]', sheet?.closest('.sheet-picture') ?? $('.sheet-picture') ?? document)?.click()
}

/** The card at hand with its field, or its first choice, under the cursor. */
function open(question) {
  select(question)
  const field = $('[data-field], .choices button', document.getElementById(`a-${question}`))
  const details = field?.closest('details')
  if (details) details.open = true
  field?.focus()
}

const onDesk = () => $('.desk') !== null

/** From row to row of a list; Enter opens it. */
function row(by) {
  const links = $$('table.list tbody th a')
  if (links.length === 0) return false
  const at = links.indexOf(document.activeElement)
  links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + by))].focus()
}

const keys = {
  j: () => (onDesk() ? step(1) : row(1)),
  k: () => (onDesk() ? step(-1) : row(-1)),
  n: () => onDesk() && nextDoubt(),
  a: press('a'),
  e: () => edit('[data-field]'),
  m: () => edit('.note'),
  u: () => onDesk() && undoLast(),
  '+': pressOnPages('[data-zoom-to][aria-pressed="true"] + [data-zoom-to]'),
  '-': pressOnPages('[data-zoom-to]:has(+ [aria-pressed="true"])'),
  r: turnPage,
  x: press('x'),
  1: press('1'),
  0: press('0'),
  A() {
    const target = $('.decision [data-key="A"]')
    if (!target) return false
    if (target.matches('input')) target.focus()
    else target.click()
  },
  N() {
    const target = $('.decision [data-key="N"]')
    if (!target) return false
    target.click()
  },
  d() {
    const menu = $('details.more')
    if (!menu) return false
    menu.open = true
    $('.choices-more summary', menu).focus()
  },
  '/'() {
    const field = $('[data-search]')
    if (field) field.focus()
    else {
      leaving = true
      location.href = '/submissions#search'
    }
  },
  '?'() {
    $('#help')?.showModal()
  },
}

/** The filter one stood in, over the page load it causes. */
function remember(name) {
  try {
    if (name) sessionStorage.setItem('filter', name)
    else sessionStorage.removeItem('filter')
  } catch {}
}
try {
  remember.before = sessionStorage.getItem('filter')
  sessionStorage.removeItem('filter')
} catch {}

// --- What arrives shows by itself ---

const every = 4000
let lost = false

async function pulse() {
  if (document.hidden || saving) return
  const submission = body.dataset.submission
  try {
    const response = await fetch(`/pulse${submission ? `?submission=${submission}` : ''}`)
    if (response.status === 401) {
      clearInterval(pulse.timer)
      return signedOut(await response.text())
    }
    if (!response.ok) throw new Error(String(response.status))
    const now = await response.json()
    if (lost) say(body.dataset.textBack)
    lost = false
    if (submission) beside(now)
    else if (now.seen > Number(body.dataset.seen)) await refresh()
  } catch {
    if (!lost) say(body.dataset.textLost)
    lost = true
  }
}

/** Stays in sight until one has signed in again; what was written stays in its field. */
function signedOut(why) {
  say('')
  if ($('[data-signed-out]')) return
  const line = document.createElement('p')
  line.className = 'notice warn'
  line.role = 'alert'
  line.dataset.signedOut = ''
  const link = document.createElement('a')
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`
  link.textContent = why
  line.append(link)
  $('.top').after(line)
}

/** Somebody else is here, or was: said, and nothing of the officer's work is touched. */
function beside(now) {
  const line = $('[data-presence]')
  if (!line) return
  const changed = now.revision !== null && now.revision !== Number(body.dataset.revision)
  const text = [changed ? body.dataset.textChanged : '', now.presence ?? ''].filter(Boolean).join(' ')
  line.hidden = text === ''
  if (line.dataset.said === text) return
  line.dataset.said = text
  line.textContent = text
  if (changed) {
    const link = document.createElement('a')
    link.href = location.pathname + location.search
    link.textContent = body.dataset.textReload
    line.append(' ', link)
  }
}

async function refresh() {
  const part = $('[data-swap="list"]')
  // Not under the hands of somebody who is writing a reason or a note.
  const ticked = part && $('[name="chosen"]:checked', part)
  const writing = part && $$('textarea', part).some((field) => field.value !== '')
  if (part && (ticked || writing || part.contains(document.activeElement) || $('details[open] input', part)))
    return
  const response = await fetch(location.href)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  body.dataset.seen = page.body.dataset.seen
  const selector = part ? '[data-swap="list"]' : 'main'
  const fresh = $(selector, page)
  const old = $(selector)
  if (!fresh || fresh.innerHTML === old.innerHTML) return
  old.replaceWith(fresh)
  showTicks()
  const title = $('h1', page)
  if (part && title && $('main h1') && !part.contains($('main h1'))) $('main h1').replaceWith(title)
  say(body.dataset.textNew)
}

if (body.dataset.live === 'yes') pulse.timer = setInterval(pulse, every)

// Rows to be settled together: all at once, and how many they are.
function showTicks() {
  const all = $('[data-tick-all]')
  if (!all) return
  const rows = $$('[name="chosen"]')
  const n = rows.filter((row) => row.checked).length
  all.hidden = false
  all.checked = n === rows.length
  all.indeterminate = n > 0 && n < rows.length
  $('[data-ticked]').textContent = n > 0 ? `(${n})` : ''
}
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-tick-all]'))
    for (const row of $$('[name="chosen"]')) row.checked = event.target.checked
  if (event.target.matches('[data-tick-all], [name="chosen"]')) showTicks()
})
showTicks()

// Filters act when chosen; the button stays for those without the script. By keyboard every arrow key is a choice: it
// acts when one is done with it, by Enter or by going on, and one is then where one was.
for (const form of $$('form[data-auto]')) {
  let byKey = false
  let chosen = false
  form.addEventListener('pointerdown', () => {
    byKey = false
  })
  form.addEventListener('keydown', (event) => {
    byKey = true
    if (event.key !== 'Enter' || !chosen || !event.target.matches('select')) return
    event.preventDefault()
    form.requestSubmit()
  })
  form.addEventListener('change', (event) => {
    if (!event.target.matches('select, [type="checkbox"]')) return
    chosen = true
    if (!byKey || event.target.matches('[type="checkbox"]')) form.requestSubmit()
  })
  form.addEventListener('focusout', () => {
    // By now nothing has the focus; in a moment what one went on to has it.
    if (chosen) setTimeout(() => form.requestSubmit())
  })
  form.addEventListener('submit', () => {
    // A field that is disabled loses the focus: that is no second choice.
    chosen = false
    const at = document.activeElement
    remember(byKey && form.contains(at) && at.matches('select, [type="checkbox"]') ? at.name : null)
    for (const field of $$('select, input', form)) if (field.value === '') field.disabled = true
  })
  const name = remember.before
  if (name) $(`[name="${CSS.escape(name)}"]`, form)?.focus()
}

// On a narrow screen the menu scrolls sideways: where one is must be in sight.
$('.top nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })

// Where one goes on after a form: the row or answer it names, else what it did, which is read out by being focused.
const notice = $('.notice[role="status"]')
const named = location.hash.startsWith('#a-') ? decodeURIComponent(location.hash.slice(3)) : null
if (onDesk()) {
  markDoubts()
  if (named) select(named, { focus: true })
  else if (doubts().length > 0 && matchMedia('(min-width: 901px)').matches)
    if (notice) select(doubts()[0].dataset.question)
    else nextDoubt(null)
}
if (notice) {
  // Reloaded, the page does not say it again.
  const address = new URL(location.href)
  const done = address.searchParams.get('done')
  address.searchParams.delete('done')
  history.replaceState(null, '', address)
  const row = location.hash.startsWith('#flag-') && document.getElementById(location.hash.slice(1))
  const next = done === 'approved' ? $('.decision [data-key="N"]') : null
  const goesOn = row ? ($('.close summary', row) ?? row) : next
  if (goesOn) say(notice.textContent)
  if (!named) (goesOn ?? notice).focus()
  // The browser goes to the row that the address names after this, and takes the focus there with it.
  if (row && document.readyState !== 'complete') addEventListener('load', () => goesOn.focus())
} else if (location.hash === '#search') {
  const field = $('[data-search]')
  field?.focus()
  field?.select()
}
