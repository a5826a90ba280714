import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { download } from '../../tools/import/download';

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/file.yaml') {
      response.end('kind: CustomResourceDefinition\n');
    } else if (request.url === '/moved.yaml') {
      response.writeHead(302, { location: '/file.yaml' }).end();
    } else {
      response.writeHead(404).end('no such release');
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((done) => server.close(done)));

test.each(['/file.yaml', '/moved.yaml'])('fetches %s', async (path) => {
  await expect(download(base + path)).resolves.toBe('kind: CustomResourceDefinition\n');
});

test('names address and status', async () => {
  await expect(download(`${base}/absent.yaml`)).rejects.toThrow(new Error(`${base}/absent.yaml: HTTP 404 Not Found`));
});

test('names address and reason when nobody answers', async () => {
  await expect(download('http://127.0.0.1:1/file.yaml')).rejects.toThrow(/^http:\/\/127\.0\.0\.1:1\/file\.yaml: .+/);
});
