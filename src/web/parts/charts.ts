import { type Html, html } from '../html.ts'

export interface Segment {
  readonly n: number
  readonly className: string
  readonly label: string
}

/** One bar of the whole width, cut into shares. Said in words by its title, and by the table that stands with it. */
export function shareBar(segments: readonly Segment[], whole: number): Html {
  const width = 1000
  let x = 0
  const parts = segments
    .filter((segment) => segment.n > 0 && whole > 0)
    .map((segment) => {
      const share = (segment.n / whole) * width
      const rect = html`<rect class="${segment.className}" x="${x.toFixed(1)}" y="0" width="${share.toFixed(1)}" height="20"><title>${segment.label}: ${segment.n}</title></rect>`
      x += share
      return rect
    })
  return html`<svg class="share" viewBox="0 0 ${width} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="rest" x="0" y="0" width="${width}" height="20"></rect>${parts}</svg>`
}

export interface DayCount {
  readonly day: string
  readonly n: number
}

/** Every day from the first to the last, also those on which nothing came. */
export function everyDay(counts: readonly DayCount[], until: string): (DayCount & { total: number })[] {
  const first = counts[0]?.day
  if (!first) return []
  const byDay = new Map(counts.map((count) => [count.day, count.n]))
  const last = [until, counts.at(-1)?.day ?? first].sort().at(-1) ?? first
  const days: (DayCount & { total: number })[] = []
  let total = 0
  for (let at = Date.parse(`${first}T00:00:00Z`); days.length < 400; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    const n = byDay.get(day) ?? 0
    total += n
    days.push({ day, n, total })
    if (day >= last) break
  }
  return days
}

const plot = { width: 720, height: 220, left: 40, right: 12, top: 14, bottom: 28 }

/** Arrivals added up by day as steps, with the days' own numbers as bars and the deadline as a line. */
export function arrivalsChart(
  days: readonly (DayCount & { total: number })[],
  whole: number,
  deadline: { day: string; label: string },
  label: string,
): Html {
  const innerWidth = plot.width - plot.left - plot.right
  const innerHeight = plot.height - plot.top - plot.bottom
  const top = Math.max(whole, days.at(-1)?.total ?? 0, 1)
  const step = innerWidth / Math.max(1, days.length)
  const x = (index: number) => plot.left + index * step
  const y = (n: number) => plot.top + innerHeight - (n / top) * innerHeight
  const line = days.map(
    ({ total }, index) =>
      `${x(index).toFixed(1)},${y(total).toFixed(1)} ${x(index + 1).toFixed(1)},${y(total).toFixed(1)}`,
  )
  const at = days.findIndex(({ day }) => day > deadline.day)
  const deadlineX = x(at === -1 ? days.length : at)
  const shown = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}`
  const every = Math.max(1, Math.ceil(days.length / 10))
  return html`<svg class="chart" viewBox="0 0 ${plot.width} ${plot.height}" role="img" aria-label="${label}">
${[0, 0.25, 0.5, 0.75, 1].map((part) => {
  const n = Math.round(top * part)
  return html`<line class="grid" x1="${plot.left}" x2="${plot.width - plot.right}" y1="${y(n).toFixed(1)}" y2="${y(n).toFixed(1)}"></line><text class="tick" x="${plot.left - 6}" y="${(y(n) + 4).toFixed(1)}" text-anchor="end">${n}</text>`
})}
${days.map(({ n, day }, index) => html`<rect class="bar${day > deadline.day ? ' late' : ''}" x="${(x(index) + step * 0.15).toFixed(1)}" y="${y(n).toFixed(1)}" width="${(step * 0.7).toFixed(1)}" height="${(plot.top + innerHeight - y(n)).toFixed(1)}"><title>${shown(day)}: ${n}</title></rect>`)}
<polyline class="line" points="${line.join(' ')}"></polyline>
<line class="deadline" x1="${deadlineX.toFixed(1)}" x2="${deadlineX.toFixed(1)}" y1="${plot.top - 6}" y2="${plot.height - plot.bottom}"></line>
<text class="deadline" x="${(deadlineX - 5).toFixed(1)}" y="${plot.top + 4}" text-anchor="end">${deadline.label}</text>
${days.map(({ day }, index) => (index % every === 0 ? html`<text class="tick" x="${(x(index) + step / 2).toFixed(1)}" y="${plot.height - 8}" text-anchor="middle">${shown(day)}</text>` : null))}
</svg>`
}
