import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/* A mail server that takes everything and keeps nothing, in a process of its own: prints its port, ends with its input. */

const server = createServer((socket) => {
  let isMessage = false
  let tail = ''
  socket.setNoDelay(true).on('error', () => {})
  socket.write('220 sink\r\n')
  socket.setEncoding('latin1').on('data', (text: string) => {
    const all = tail + text
    if (isMessage) {
      if (all.endsWith('\r\n.\r\n')) {
        isMessage = false
        tail = ''
        socket.write('250 taken\r\n')
      } else tail = all.slice(-5)
      return
    }
    if (!all.endsWith('\r\n')) {
      tail = all
      return
    }
    tail = ''
    if (all.startsWith('DATA')) isMessage = true
    socket.write(isMessage ? '354 go ahead\r\n' : '250 fine\r\n')
  })
}).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})

process.stdin.resume().on('end', () => process.exit())
