import { foreign, type Html, html, type Part } from './html.ts'
import { reasonList } from './parts/reasons.ts'
import { may, type Visit } from './visit.ts'

/** Goes up with every change of the assets: their addresses carry it, so that browsers may keep them. */
const assetVersion = '9'

/** In this order: the last, for narrow windows and paper, changes what stands before it. */
const styles = ['base', 'lists', 'charts', 'sheets', 'answers', 'decisions', 'narrow'] as const

export interface PageParts {
  readonly title: string
  /** The entry of the main menu that this page belongs to. */
  readonly at?: keyof Visit['t']['nav']
  readonly body: Part
  /** Swapped for its newest state when something changes: `list` pages say which id of the history they show. */
  readonly live?: { readonly seen: number; readonly submission?: number; readonly revision?: number }
  /** The page is a tool with panes of its own, as high as the window. */
  readonly tool?: boolean
  /** An address that shows this page or the one it stands for, where its own only takes forms. */
  readonly here?: string
}

/** A whole page. */
export function layout(visit: Visit, page: PageParts): Html {
  const { t, user } = visit
  const live = page.live
  return html`<!doctype html>
<html lang="${visit.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · ${t.product}</title>
<link rel="icon" href="/assets/box.svg" type="image/svg+xml">
${styles.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css?${assetVersion}">`)}
<script src="/assets/desk.js?${assetVersion}" type="module"></script>
${page.tool ? html`<script src="/assets/pages.js?${assetVersion}" type="module"></script>` : null}
</head>
<body class="${page.tool ? 'tool' : 'plain'}" data-live="${live ? 'yes' : 'no'}" data-seen="${live?.seen ?? 0}" data-submission="${live?.submission ?? ''}" data-revision="${live?.revision ?? ''}" data-text-new="${t.live.newItems}" data-text-lost="${t.live.lost}" data-text-back="${t.live.back}" data-text-saving="${t.live.saving}" data-text-undo="${t.submission.undo}" data-text-changed="${t.submission.changedElsewhere}" data-text-reload="${t.submission.reload}">
<a class="skip" href="#main">${t.skip}</a>
<header class="top">
<a class="brand" href="/"><img src="/assets/box.svg" width="22" height="22" alt=""><span>${t.product}</span></a>
${user ? menu(visit, page.at) : html`<span class="grow"></span>`}
<div class="who">
<a href="${languageAddress(visit, page.here)}" lang="${visit.lang === 'vi' ? 'en' : 'vi'}" hreflang="${visit.lang === 'vi' ? 'en' : 'vi'}">${t.otherLanguage}</a>
${user ? account(visit) : null}
</div>
</header>
<div id="live" class="live" role="status" aria-live="polite"></div>
<main id="main" tabindex="-1">
${page.body}
</main>
${user ? help(visit) : null}${may(user, 'review') ? reasonList(visit) : null}
</body>
</html>
`
}

function menu(visit: Visit, at: PageParts['at']): Html {
  const entries = [
    ['overview', '/'],
    ['submissions', '/submissions'],
    ['toDo', '/to-do'],
    ['agencies', '/agencies'],
    ['mails', '/mails'],
    ['queue', '/queue'],
    ['history', '/history'],
    ['accounts', '/accounts'],
  ] as const
  const shown = entries.filter(
    ([name]) =>
      (name !== 'queue' || may(visit.user, 'operate')) &&
      (name !== 'accounts' || may(visit.user, 'administer')),
  )
  return html`<nav aria-label="${visit.t.mainMenu}"><ul>${shown.map(
    ([name, path]) =>
      html`<li><a href="${path}"${name === at ? html` aria-current="page"` : null}>${visit.t.nav[name]}</a></li>`,
  )}</ul></nav>`
}

function account(visit: Visit): Html {
  return html`<button type="button" class="quiet keys" data-opens="help"><span class="word">${visit.t.keys.button}</span> <kbd>?</kbd></button>
<a class="name" href="/account" title="${visit.t.accounts.own}">${foreign(visit.user?.displayName)}<small>${visit.user ? visit.t.roles[visit.user.role] : null}</small></a>
<form method="post" action="/sign-out">${csrfField(visit)}<button class="quiet">${visit.t.signIn.signOut}</button></form>`
}

/** The same page in the other language: the choice is kept in a cookie by the request itself. */
function languageAddress(visit: Visit, here?: string): string {
  const lang = visit.lang === 'vi' ? 'en' : 'vi'
  if (here === undefined) return `${visit.path}?${new URLSearchParams({ ...visit.query, lang })}`
  const { pathname, searchParams, hash } = new URL(here, 'http://desk.invalid')
  searchParams.set('lang', lang)
  return `${pathname}?${searchParams}${hash}`
}

export function csrfField(visit: Visit): Html {
  return html`<input type="hidden" name="csrf" value="${visit.csrf}">`
}

/** What the form sent just before has done. */
export function notice(visit: Visit): Html | null {
  const { done } = visit.t.submission
  const settled = /^settled-(\d{1,4})-(\d{1,4})$/.exec(visit.done ?? '')
  const text = settled
    ? visit.t.toDo.settled(settled[1] ?? '', settled[2] ?? '')
    : visit.done && Object.hasOwn(done, visit.done)
      ? done[visit.done]
      : null
  return text ? html`<p class="notice" role="status" tabindex="-1">${text}</p>` : null
}

function help(visit: Visit): Html {
  const { keys } = visit.t
  const rows: [string[], string][] = [
    [['j', 'k'], keys.next],
    [['n'], keys.doubt],
    [['a'], keys.accept],
    [['e'], keys.edit],
    [['1', '0'], keys.yesNo],
    [['x'], keys.clear],
    [['m'], keys.note],
    [['u'], keys.undo],
    [['+', '-'], keys.zoom],
    [['r'], keys.turn],
    [['Shift', 'A'], keys.approve],
    [['Shift', 'N'], keys.nextSubmission],
    [['d'], keys.decision],
    [['/'], keys.search],
    [['Esc'], keys.escape],
    [['?'], keys.help],
  ]
  return html`<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">${keys.title}</h2>
<table class="keys"><tbody>${rows.map(
    ([names, what]) =>
      html`<tr><th scope="row">${names.map((name) => html`<kbd>${name}</kbd> `)}</th><td>${what}</td></tr>`,
  )}</tbody></table>
<p><label><input type="checkbox" id="keys-on" checked> ${keys.on}</label></p>
<form method="dialog"><button>${keys.close}</button></form></dialog>`
}
