import { connect, type Socket } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** What is asked again and again: an address with its path, and the headers beside host. */
export type Question = { url: string; headers: Record<string, string>; connections: number; seconds: number }

type Count = { answers: number; refused: number }

/** Asks over one connection, always the next as soon as an answer is whole. Answers tell their length; none is compressed. */
function askOver(port: number, host: string, question: Buffer, count: Count): Socket {
  let head = ''
  let missing = 0
  const taken = (bytes: number, buffer: Uint8Array): boolean => {
    if (missing === 0) {
      head += Buffer.from(buffer.buffer, buffer.byteOffset, bytes).toString('latin1')
      const at = head.indexOf('\r\n\r\n')
      if (at < 0) return true
      const length = /^content-length: (\d+)/im.exec(head.slice(0, at))?.[1]
      if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) count.refused++
      missing = at + 4 + Number(length ?? 0) - head.length
      head = ''
    } else {
      missing -= bytes
    }
    if (missing > 0) return true
    count.answers++
    socket.write(question)
    return true
  }
  // Into a buffer of its own, without a stream: what arrives is only counted.
  const socket = connect({ port, host, onread: { buffer: Buffer.alloc(65_536), callback: taken } })
  socket.setNoDelay(true)
  socket.on('error', () => count.refused++)
  socket.write(question)
  return socket
}

/** The asking thread: tells what it counted once its time is over. */
function ask({ url, headers, connections, seconds }: Question): void {
  const { hostname, port, host, pathname, search } = new URL(url)
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const question = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const count: Count = { answers: 0, refused: 0 }
  const sockets = Array.from({ length: connections }, () => askOver(Number(port), hostname, question, count))
  setTimeout(() => {
    for (const socket of sockets) socket.destroy()
    parentPort?.postMessage(count)
  }, seconds * 1000)
}

/**
 * Answers a second. The asking is a thread of its own and our own few lines: the load generators of the package registry
 * took a fifth of the two cores that they were to measure.
 * @throws when an answer is no success
 */
export async function requestsPerSecond(question: Question): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: question })
  const count = await new Promise<Count>((resolve, reject) => worker.once('message', resolve).once('error', reject))
  await worker.terminate()
  if (count.refused > 0) throw new Error(`${count.refused} answers were no success`)
  return count.answers / question.seconds
}

if (!isMainThread) ask(workerData as Question)
