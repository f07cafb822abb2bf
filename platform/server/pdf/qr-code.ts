import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

// A fixed mask: weighing all eight takes six times as long, and every reader reads every mask.
const modulesOf = (text: string) => encode(text, { maskPattern: 3 })

/** A QR code as SVG, each run of dark modules one rectangle. */
export function qrCode(text: string): string {
  const { data, size } = modulesOf(text)
  let path = ''
  for (const [y, row] of data.entries())
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x]) x++
      path += `M${from} ${y}h${x - from}v1h-${x - from}z`
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`
}

// Word smoothes what it enlarges: modules of several pixels stay sharp.
const pixels = 6

/** A QR code as a black and white PNG. */
export function qrPicture(text: string): Buffer {
  const { data, size } = modulesOf(text)
  const side = size * pixels
  const width = Math.ceil(side / 8)
  const rows = Buffer.alloc((width + 1) * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      if (data[Math.floor(y / pixels)]?.[Math.floor(x / pixels)]) continue
      const at = y * (width + 1) + 1 + (x >> 3)
      rows[at] = (rows[at] as number) | (128 >> (x & 7))
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND')])
}

function chunk(kind: string, content = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(kind), content])
  const framed = Buffer.alloc(8 + body.length)
  framed.writeUInt32BE(content.length)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), 4 + body.length)
  return framed
}
