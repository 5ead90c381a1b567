import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be shut and opened: behind it the server seems to be away. */
export interface Passage {
  readonly port: number
  open(): Promise<void>
  shut(): Promise<void>
  /** What is open stays open, and nothing comes through any more. */
  freeze(): void
}

export async function openProxy(to: { readonly host: string; readonly port: number }): Promise<Passage> {
  const sockets = new Set<Socket>()
  const make = () =>
    createServer((socket) => {
      const other = connect(to)
      for (const one of [socket, other]) {
        sockets.add(one)
        one.on('error', () => {}).on('close', () => sockets.delete(one))
      }
      socket.pipe(other).pipe(socket)
    })
  let server = make().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    async open() {
      server = make().listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    freeze() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    async shut() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
