import sharp from 'sharp'
import type { Bitmap } from './pdf/render.ts'
import type { PagePicture } from './transcript.ts'

/** A page's picture as it is kept to be shown later: WebP, about 40 KB for a page of text at 110 dpi. */
export async function pictureOf(bitmap: Bitmap, page: number): Promise<PagePicture> {
  const bytes = await sharp(bitmap.data, {
    raw: { width: bitmap.width, height: bitmap.height, channels: bitmap.channels },
  })
    .webp({ quality: 62, effort: 2 })
    .toBuffer()
  return {
    page,
    width: bitmap.width,
    height: bitmap.height,
    mediaType: 'image/webp',
    bytes: new Uint8Array(bytes),
  }
}
