/**
 * What pdf.js would take from a browser, where it looks for it when it is loaded: to be imported before it. Node has
 * none, and without them pdf.js does itself what is of no use here.
 */

/** Takes fonts and draws nothing with them; else pdf.js turns every letter into an outline, half of its time. */
class FontFace {
  readonly loaded = null
}

/** Stands for a picture that was not unpacked. */
class PictureLeftOut {
  close(): void {}
}

/**
 * The same for JPEG pictures: another library draws the pages, and unpacking those of a scan of two pages took pdf.js
 * 0.2 s. Where a picture stands is known without it.
 */
class ImageDecoder {
  static async isTypeSupported(): Promise<boolean> {
    return true
  }
  async decode(): Promise<{ image: PictureLeftOut }> {
    return { image: new PictureLeftOut() }
  }
  close(): void {}
}

Object.assign(globalThis, {
  ...('FontFace' in globalThis ? {} : { FontFace }),
  ...('ImageDecoder' in globalThis ? {} : { ImageDecoder }),
})
