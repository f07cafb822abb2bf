// A process that starts the embedded database of a folder, says where it is, and waits to be stopped or killed.
import { startEmbedded } from '../../platform/server/embedded-postgres.ts'

const embedded = await startEmbedded({ folder: process.argv[2] ?? '', log: () => {}, settings: { fsync: 'off' } })
console.log(JSON.stringify({ ownerUrl: embedded.ownerUrl, appUrl: embedded.appUrl, attached: embedded.attached }))
const alive = setInterval(() => {}, 1_000)
process.once('SIGTERM', async () => {
  clearInterval(alive)
  await embedded.stop()
})
