import sharp from 'sharp'
import type { Random } from '../random.ts'

/** What scanner, fax and telephone do to a page. */
export interface Wear {
  readonly dpi: number
  readonly colour: 'colour' | 'grey' | 'black-white'
  /** Degrees, by a page laid askew. */
  readonly skew: number
  readonly turn: 0 | 90 | 180 | 270
  /** 0 none, 1 a very slanted photograph. */
  readonly perspective: number
  readonly shadow: number
  /** Standard deviation in grey levels. */
  readonly noise: number
  /** 0 as printed, 1 white. */
  readonly fading: number
  readonly streaks: number
  readonly punchHoles: boolean
  readonly blackBorder: boolean
  readonly blur: number
  readonly jpegQuality: number
}

export const cleanScan: Wear = {
  dpi: 200,
  colour: 'colour',
  skew: 0,
  turn: 0,
  perspective: 0,
  shadow: 0,
  noise: 2,
  fading: 0,
  streaks: 0,
  punchHoles: false,
  blackBorder: false,
  blur: 0.4,
  jpegQuality: 85,
}

interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Renders a sheet's SVG (points) and wears it down. RGB rows from the top. */
export async function wornPicture(svg: string, wear: Wear, random: Random): Promise<Raster> {
  // The density makes librsvg draw at the final size instead of enlarging a small picture.
  let picture = sharp(Buffer.from(svg), { density: wear.dpi }).flatten({ background: '#fff' }).removeAlpha()
  if (wear.blur > 0.3) picture = picture.blur(wear.blur)
  const upright = await picture.raw().toBuffer({ resolveWithObject: true })
  let raster: Raster = {
    width: upright.info.width,
    height: upright.info.height,
    data: new Uint8Array(upright.data),
  }
  if (wear.punchHoles) punch(raster, wear)
  raster = warp(raster, wear, random)
  roughen(raster, wear, random)
  if (wear.turn !== 0) {
    const turned = await sharp(raster.data, {
      raw: { width: raster.width, height: raster.height, channels: 3 },
    })
      .rotate(wear.turn)
      .raw()
      .toBuffer({ resolveWithObject: true })
    raster = { width: turned.info.width, height: turned.info.height, data: new Uint8Array(turned.data) }
  }
  return raster
}

function punch({ width, height, data }: Raster, { dpi }: Wear): void {
  const r = dpi * 0.11
  for (const cy of [height / 2 - dpi * 1.57, height / 2 + dpi * 1.57])
    for (let y = Math.floor(cy - r); y < cy + r; y++)
      for (let x = Math.floor(dpi * 0.45 - r); x < dpi * 0.45 + r; x++)
        if ((x - dpi * 0.45) ** 2 + (y - cy) ** 2 < r * r)
          data.fill(30, (y * width + x) * 3, (y * width + x) * 3 + 3)
}

/** Skew and perspective by one projective map, bilinear; outside the page is the scanner's lid or the table. */
function warp(source: Raster, wear: Wear, random: Random): Raster {
  const { width, height } = source
  if (wear.skew === 0 && wear.perspective === 0) return source
  const photo = wear.perspective > 0
  const pad = photo ? Math.round(width * 0.06) : 0
  const out = {
    width: width + 2 * pad,
    height: height + 2 * pad,
    data: new Uint8Array((width + 2 * pad) * (height + 2 * pad) * 3),
  }
  const angle = (wear.skew * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const px = wear.perspective * (random.next() - 0.5) * 0.00022
  const py = wear.perspective * (0.4 + random.next() * 0.6) * (random.chance(0.5) ? 1 : -1) * 0.00013
  const outside = photo ? [92, 74, 58] : wear.blackBorder ? [12, 12, 12] : [252, 252, 252]
  const grow = photo ? 1.06 : 1
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const u = (x - out.width / 2) * grow
      const v = (y - out.height / 2) * grow
      const w = 1 + px * u + py * v
      const sx = (cos * u + sin * v) / w + width / 2
      const sy = (-sin * u + cos * v) / w + height / 2
      const to = (y * out.width + x) * 3
      if (sx < 0 || sy < 0 || sx >= width - 1 || sy >= height - 1) {
        for (let c = 0; c < 3; c++) out.data[to + c] = (outside[c] as number) + (photo ? (x ^ y) & 7 : 0)
        continue
      }
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)]
      const [fx, fy] = [sx - ix, sy - iy]
      for (let c = 0; c < 3; c++) {
        const at = (iy * width + ix) * 3 + c
        const top = (source.data[at] as number) * (1 - fx) + (source.data[at + 3] as number) * fx
        const bottom =
          (source.data[at + width * 3] as number) * (1 - fx) +
          (source.data[at + width * 3 + 3] as number) * fx
        out.data[to + c] = top * (1 - fy) + bottom * fy
      }
    }
  }
  return out
}

function roughen({ width, height, data }: Raster, wear: Wear, random: Random): void {
  const streaks = Array.from({ length: wear.streaks }, () => Math.floor(random.next() * width))
  const edge = wear.blackBorder ? Math.round(wear.dpi * 0.08) : 0
  const [sx, sy] = [random.next(), random.next()]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 1 - wear.shadow * 0.55 * Math.min(1, Math.hypot(x / width - sx, y / height - sy))
      const streak = streaks.some((at) => Math.abs(at - x) < 1) ? 0.45 : 1
      const grain = wear.noise * (random.next() + random.next() + random.next() - 1.5) * 1.4
      const at = (y * width + x) * 3
      const border = x < edge || y < edge || x >= width - edge
      for (let c = 0; c < 3; c++) {
        const value = 255 - (255 - (data[at + c] as number)) * (1 - wear.fading)
        const seen = border ? 15 : (value - 5) * light * streak + grain
        data[at + c] = seen < 0 ? 0 : seen > 255 ? 255 : seen
      }
      if (wear.colour === 'colour') continue
      const grey =
        0.3 * (data[at] as number) + 0.59 * (data[at + 1] as number) + 0.11 * (data[at + 2] as number)
      data.fill(
        wear.colour === 'grey' ? grey : grey > 150 * (1 - wear.shadow * 0.3) + 90 * wear.fading ? 255 : 0,
        at,
        at + 3,
      )
    }
  }
}
