import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'

/** A page as a picture: grey or RGB, rows from the top without padding. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
}

let library: Promise<PDFiumLibrary> | undefined

/** Opens a PDF for rendering, with its password where it has one. The caller closes it; `page` counts from 1. */
export async function openForRendering(
  bytes: Uint8Array,
  password?: string,
): Promise<{
  pageCount: number
  render(page: number, dpi: number): Promise<Bitmap>
  close(): void
}> {
  library ??= PDFiumLibrary.init()
  const document: PDFiumDocument = await (await library).loadDocument(bytes, password)
  try {
    document.initializeFormFields()
  } catch {
    // A file without form fields: nothing to draw of them.
  }
  return {
    pageCount: document.getPageCount(),
    render: async (page, dpi) => {
      const rendered = await document.getPage(page - 1).render({
        scale: dpi / 72,
        render: 'bitmap',
        renderFormFields: true,
      })
      return toBitmap(rendered.data, rendered.width, rendered.height)
    },
    close: () => document.destroy(),
  }
}

/** The library asks PDFium for its bytes in the order red, green, blue, alpha. A page without colour becomes grey. */
function toBitmap(rgba: Uint8Array, width: number, height: number): Bitmap {
  const channels = isGrey(rgba) ? 1 : 3
  const data = new Uint8Array(width * height * channels)
  if (channels === 1)
    for (let from = 0, to = 0; to < data.length; from += 4, to++) data[to] = rgba[from] as number
  else
    for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
      data[to] = rgba[from] as number
      data[to + 1] = rgba[from + 1] as number
      data[to + 2] = rgba[from + 2] as number
    }
  return { width, height, channels, data }
}

function isGrey(rgba: Uint8Array): boolean {
  for (let i = 0; i < rgba.length; i += 4)
    if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) return false
  return true
}

/** The bitmap turned clockwise by quarter turns (`degrees` 0, 90, 180 or 270). */
export function turned(bitmap: Bitmap, degrees: number): Bitmap {
  if (degrees % 360 === 0) return bitmap
  const { width, height, channels, data } = bitmap
  const across = degrees % 180 !== 0
  const made = {
    width: across ? height : width,
    height: across ? width : height,
    channels,
    data: new Uint8Array(data.length),
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [toX, toY] =
        degrees === 90
          ? [height - 1 - y, x]
          : degrees === 180
            ? [width - 1 - x, height - 1 - y]
            : [y, width - 1 - x]
      for (let channel = 0; channel < channels; channel++)
        made.data[(toY * made.width + toX) * channels + channel] = data[
          (y * width + x) * channels + channel
        ] as number
    }
  }
  return made
}
