import sharp from 'sharp'

/**
 * Whether a picture may be a page. A logo or a picture of a signature is small, a banner much wider than high; a page
 * photographed or scanned is neither. What stands inside a mail's text must have 640 pixels across, a page of A4 at
 * 77 dpi, below which nothing could be read; what was attached as a file gets the benefit of the doubt.
 */
export async function isPageLike(bytes: Uint8Array, inline: boolean): Promise<boolean> {
  try {
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    const least = inline ? 640 : 300
    return Math.min(width, height) >= least && width / height < (inline ? 2.6 : 4)
  } catch {
    // A format our library does not know (HEIC), or a damaged picture: a person should see it.
    return bytes.length > (inline ? 60_000 : 0)
  }
}
