// Loaded into the server by start.mjs: when the one who started us is gone, even by kill -9, we stop as if asked to,
// so that the next start finds port and database free.
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
