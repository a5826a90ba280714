import { type AddressInfo, type Server, createServer } from 'node:net';

/** Ports on 127.0.0.1 that nobody listens on. All are held at a time, so they are different ones. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0, '127.0.0.1')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

/** Whether nobody listens on the port, at any address. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return true;
  } catch {
    return false;
  }
}

function listen(port: number, host?: string): Promise<Server> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed).listen({ port, host }, () => done(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => server.close(() => done()));
}
