import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { DocumentReading, FormReading } from '../../reading/document-reading.ts'
import type { PagePicture } from '../../reading/transcript.ts'

/** green: read without doubt; red: for a person; grey: words the reader saw. */
const colours = { sure: '#0a7d28', look: '#d0021b', box: '#1f5fbf' }

/**
 * Draws what was read over the pictures of the pages, one PNG a page: the evidence of every answer with its question and
 * value, and every box with its state. For looking at how a reading came about.
 */
export async function writeDebugPictures(
  folder: string,
  source: string,
  reading: DocumentReading,
): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const name = source.replace(/[^\p{L}\p{N}.-]+/gu, '_').slice(-120)
  return Promise.all(
    reading.pictures.map(async (picture) => {
      const path = join(folder, `${name}-${picture.page}.png`)
      const overlay = Buffer.from(svgOf(picture, reading))
      await writeFile(
        path,
        await sharp(picture.bytes)
          .composite([{ input: overlay }])
          .png()
          .toBuffer(),
      )
      return path
    }),
  )
}

function svgOf(picture: PagePicture, reading: DocumentReading): string {
  const page = reading.transcript?.pages.find(({ number }) => number === picture.page)
  const scale = {
    x: picture.width / (page?.width ?? picture.width),
    y: picture.height / (page?.height ?? picture.height),
  }
  const shapes = [
    ...boxShapes(reading, picture.page),
    ...reading.forms.flatMap((form) => answerShapes(form, picture.page)),
  ]
  const drawn = shapes.map(({ place, colour, label }) => {
    const [x, y] = [place.x * scale.x, place.y * scale.y]
    const [width, height] = [place.width * scale.x, place.height * scale.y]
    const size = Math.max(10, picture.width / 110)
    const text = `<text x="${x}" y="${y - 2}" font-size="${size}" fill="${colour}">${escaped(label)}</text>`
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${colour}" stroke-width="2"/>${text}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${picture.height}">${drawn.join('')}</svg>`
}

interface Shape {
  readonly place: { x: number; y: number; width: number; height: number }
  readonly colour: string
  readonly label: string
}

const answerShapes = (form: FormReading, page: number): Shape[] =>
  Object.entries(form.answers).flatMap(([id, { evidence, value, review }]) =>
    evidence.slice(0, 1).flatMap((one) =>
      one.page === page && one.place
        ? [
            {
              place: one.place,
              colour: review ? colours.look : colours.sure,
              label: `${id} = ${String(value).slice(0, 30)}`,
            },
          ]
        : [],
    ),
  )

function boxShapes({ transcript }: DocumentReading, page: number): Shape[] {
  const found: Shape[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one)
    else if (node && typeof node === 'object') {
      const { kind, state, place } = node as { kind?: string; state?: string; place?: Shape['place'] }
      if (kind === 'box' && place)
        found.push({
          place,
          colour: colours.box,
          label: state === 'ticked' ? 'x' : state === 'unclear' ? '?' : '',
        })
      else for (const value of Object.values(node)) visit(value)
    }
  }
  visit(transcript?.pages.find(({ number }) => number === page)?.blocks)
  return found
}

const escaped = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
