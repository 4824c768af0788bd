// The pages of a submission: how large they are, which way up, and the way from an answer to its place and back.

const $ = (selector, within = document) => within.querySelector(selector)
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)]

let zoom = 'fit'

/** No page fits wider than this: beyond it the eye loses the line. */
const widest = 992

/** Where a corner of the page must go so that the turned page lies in its frame again. */
const turns = {
  0: () => '',
  90: (_width, height) => `translateX(${height}px) rotate(90deg)`,
  180: (width, height) => `translate(${width}px, ${height}px) rotate(180deg)`,
  270: (width) => `translateY(${width}px) rotate(270deg)`,
}

/** The highlights lie in the same stack as the picture, by shares of it: they stay on their place at any size and turn. */
function lay(figure) {
  const frame = $('.frame', figure)
  const stack = $('.stack', frame)
  const picture = $('img', stack)
  const turned = Number(frame.dataset.turned ?? 0)
  const untouched = zoom === 'fit' && turned === 0
  const naturalWidth = Number(picture.getAttribute('width'))
  const naturalHeight = Number(picture.getAttribute('height'))
  const sideways = turned % 180 !== 0
  const room = Math.min(figure.clientWidth, widest)
  const fitting = sideways ? (room * naturalWidth) / naturalHeight : room
  const width = zoom === 'fit' ? fitting : naturalWidth * Number(zoom)
  const height = (width * naturalHeight) / naturalWidth
  stack.style.width = untouched ? '' : `${width}px`
  stack.style.transform = turns[turned](width, height)
  frame.style.width = untouched ? '' : `${sideways ? height : width}px`
  frame.style.height = untouched ? '' : `${sideways ? width : height}px`
}

function layAll() {
  const pane = $('.pages')
  if (!pane) return
  pane.dataset.zoom = zoom
  for (const button of $$('[data-zoom-to]'))
    button.setAttribute('aria-pressed', String(button.dataset.zoomTo === zoom))
  for (const figure of $$('.sheet-picture', pane)) lay(figure)
}

/** What was in the middle stays there; the place of the answer at hand, where there is one. */
function zoomTo(size) {
  const pane = $('.pages')
  const middle = (pane.scrollTop + pane.clientHeight / 2) / pane.scrollHeight
  zoom = size
  layAll()
  const place = $('.place.current', pane)
  if (place) bring(place)
  else pane.scrollTop = middle * pane.scrollHeight - pane.clientHeight / 2
}

function turn(figure) {
  const frame = $('.frame', figure)
  frame.dataset.turned = (Number(frame.dataset.turned ?? 0) + 90) % 360
  lay(figure)
  const place = $('.place.current', figure)
  if (place) bring(place)
}

const beside = matchMedia('(min-width: 901px)')

/** On a desk the page is beside the answer and grows; on a telephone it is below, and the way back is shown. */
function show(question) {
  const place = $(`.pages [data-places~="${CSS.escape(question)}"]`)
  if (!place) return $('.pages').scrollIntoView()
  if (!beside.matches) back().hidden = false
  else if (place.closest('.sheet-picture')) return zoomTo(zoom === 'fit' ? '1' : '2')
  bring(place)
}

/** Into the middle; of a place wider than the window, the beginning. */
function bring(place) {
  const wide = place.getBoundingClientRect().width > $('.pages').clientWidth
  place.scrollIntoView({ block: 'center', inline: wide ? 'start' : 'center' })
  if (wide && beside.matches) $('.pages').scrollLeft -= 24
}

const back = () => $('[data-back]')

document.addEventListener('click', (event) => {
  const { target } = event
  const size = target.closest('[data-zoom-to]')
  if (size) return zoomTo(size.dataset.zoomTo)
  const turned = target.closest('[data-turn]')
  if (turned) return turn(turned.closest('.sheet-picture'))
  const shows = target.closest('[data-shows]')
  if (shows) {
    event.preventDefault()
    return show(shows.dataset.shows)
  }
  if (target.closest('[data-back]')) {
    back().hidden = true
    $('.answer.current')?.scrollIntoView({ block: 'center' })
    $('.answer.current')?.focus({ preventScroll: true })
  }
})

/** Whoever scrolled back by hand needs no way back. */
const watched = new IntersectionObserver(([seen]) => {
  if (!seen.isIntersecting) back().hidden = true
})

function start() {
  layAll()
  watched.disconnect()
  if ($('.pages')) watched.observe($('.pages'))
}

addEventListener('resize', layAll)
document.addEventListener('swapped', start)
start()
