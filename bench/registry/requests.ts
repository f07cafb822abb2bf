import { connect, type Socket } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** What is asked again and again: an address with its path, and the headers beside host. */
export type Question = { url: string; headers: Record<string, string>; connections: number; seconds: number }

type Count = { answers: number; refused: number }

const end = Buffer.from('\r\n\r\n')

/** Asks over one connection, always the next as soon as an answer is whole. Answers tell their length; none is compressed. */
function askOver(socket: Socket, question: Buffer, count: Count): void {
  let head = Buffer.alloc(0)
  let missing = 0
  socket.setNoDelay(true)
  socket.on('data', (part) => {
    if (missing === 0) {
      head = head.length === 0 ? part : Buffer.concat([head, part])
      const at = head.indexOf(end)
      if (at < 0) return
      const text = head.toString('latin1', 0, at)
      const length = /^content-length: (\d+)/im.exec(text)?.[1]
      if (!/^HTTP\/1\.1 200 /.test(text) || length === undefined) count.refused++
      missing = at + end.length + Number(length ?? 0) - head.length
      head = Buffer.alloc(0)
    } else {
      missing -= part.length
    }
    if (missing > 0) return
    count.answers++
    socket.write(question)
  })
  socket.write(question)
}

/** The asking thread: tells what it counted once its time is over. */
function ask({ url, headers, connections, seconds }: Question): void {
  const { hostname, port, host, pathname, search } = new URL(url)
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const question = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const count: Count = { answers: 0, refused: 0 }
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname))
  for (const socket of sockets) {
    socket.on('error', () => count.refused++)
    askOver(socket, question, count)
  }
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
