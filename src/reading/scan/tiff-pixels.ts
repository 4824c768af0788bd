const [xResolutionTag, yResolutionTag] = [282, 283]
const rational = 5

/**
 * How much higher than wide the pixels of each page of a TIFF are, 1 for squares: a fax of standard resolution has 204
 * dots an inch across and 98 down, and seen dot by dot its letters are half as high as they were. Empty for any other
 * file, and what is damaged is taken for square. Source: TIFF 6.0, sections 2 and 8.
 */
export function pixelHeights(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const order = bytes.length < 8 ? 0 : view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return []
  const little = order === 0x4949
  const heights: number[] = []
  const seen = new Set<number>()
  try {
    for (let at = view.getUint32(4, little); at !== 0 && !seen.has(at); ) {
      seen.add(at)
      const entries = view.getUint16(at, little)
      const resolution = new Map<number, number>()
      for (let entry = at + 2; entry < at + 2 + entries * 12; entry += 12) {
        const tag = view.getUint16(entry, little)
        if (tag !== xResolutionTag && tag !== yResolutionTag) continue
        if (view.getUint16(entry + 2, little) !== rational) continue
        const value = view.getUint32(entry + 8, little)
        resolution.set(tag, view.getUint32(value, little) / view.getUint32(value + 4, little))
      }
      heights.push(plausible((resolution.get(xResolutionTag) ?? 1) / (resolution.get(yResolutionTag) ?? 1)))
      at = view.getUint32(at + 2 + entries * 12, little)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return heights
}

/** Scanners and fax machines go no further than 1 : 4; anything else is a slip of the writer's. */
const plausible = (height: number): number => (height > 0.24 && height < 4.2 ? height : 1)
