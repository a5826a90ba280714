import { readFile } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonObjects } from './json-stream';

/** Under this name our objects are applied; the server keeps for each field who owns it. */
export const FIELD_MANAGER = 'cdk8s-scs';

/** Longer than any suite takes, so that no watch ends before. */
const WATCH_SECONDS = 86_400;

const TOO_MANY_REQUESTS = 429;

/** What identifies an object. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** An object as the server has it. */
export interface StoredObject extends ObjectRef {
  readonly metadata: ObjectRef['metadata'] & {
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly OwnerReference[];
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly [field: string]: any;
}

/** Why the server did not do what was asked: its Status object. */
export interface Rejection {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly { readonly field?: string; readonly reason?: string; readonly message?: string }[];
}

export interface ApplyOptions {
  /** The server judges the object as if it were to keep it, and does not. */
  readonly dryRun?: boolean;
  /** Fields that others own are taken over. Without, that is a rejection. */
  readonly force?: boolean;
  readonly fieldManager?: string;
  /** The document as it was written: the server gets these bytes. */
  readonly text?: string;
  /** The status alone is applied, as controllers do. */
  readonly status?: boolean;
}

export interface Applied {
  readonly object?: StoredObject;
  readonly rejection?: Rejection;
  readonly warnings: readonly string[];
}

/** What has become of an object that is watched. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: StoredObject;
}

interface Response {
  readonly code: number;
  readonly body: string;
  readonly warnings: readonly string[];
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

interface Group {
  readonly versions: readonly { readonly groupVersion: string }[];
  readonly preferredVersion: { readonly groupVersion: string };
}

/**
 * Talks to an API server as GitOps tools do: client-node reads the kubeconfig, and objects go in and out as they are.
 *
 * The typed calls of client-node write only what their model of an object has, so nobody would see that we emit a field which
 * does not exist; and its transport loses long answers ("Premature close").
 */
export class Client {
  private readonly resources = new Map<string, readonly Resource[]>();

  private constructor(
    private readonly server: string, private readonly headers: OutgoingHttpHeaders, private readonly agent: Agent, private readonly watchAgent: Agent,
  ) {}

  /** Takes the path of a kubeconfig. */
  static async connect(kubeconfig: string): Promise<Client> {
    return Client.connectAs(await readFile(kubeconfig, 'utf8'));
  }

  /** Takes the text of a kubeconfig. */
  static async connectAs(kubeconfig: string): Promise<Client> {
    // An ES module, which CommonJS can only load in this way.
    const { KubeConfig } = await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    const agent = new Agent({ ca, cert, key, keepAlive: true, maxSockets: 16 });
    // A watch holds its connection.
    const watchAgent = new Agent({ ca, cert, key });
    return new Client(config.getCurrentCluster()?.server ?? '', (options.headers ?? {}) as OutgoingHttpHeaders, agent, watchAgent);
  }

  close(): void {
    this.agent.destroy();
    this.watchAgent.destroy();
  }

  /** Applies an object server-side; unknown and double fields are rejected. */
  async apply(object: ObjectRef, options: ApplyOptions = {}): Promise<Applied> {
    const query = {
      fieldManager: options.fieldManager ?? FIELD_MANAGER,
      fieldValidation: 'Strict',
      ...(options.force ? { force: 'true' } : {}),
      ...(options.dryRun ? { dryRun: 'All' } : {}),
    };
    const { code, body, warnings } = await this.request('PATCH', `${await this.path(object)}${options.status ? '/status' : ''}`, query, options.text ?? JSON.stringify(object));
    return code < 300 ? { object: JSON.parse(body) as StoredObject, warnings } : { rejection: rejection(code, body), warnings };
  }

  /** Has the server judge a new object strictly, without keeping it. It is handed to where objects such as `as` are created. */
  async tryCreate(object: ObjectRef, as: ObjectRef = object): Promise<Applied> {
    const collection = await this.collectionPath(as.apiVersion, as.kind, as.metadata.namespace ?? 'default');
    const { code, body, warnings } = await this.request('POST', collection, { dryRun: 'All', fieldValidation: 'Strict' }, JSON.stringify(object), 'application/json');
    return code < 300 ? { object: JSON.parse(body) as StoredObject, warnings } : { rejection: rejection(code, body), warnings };
  }

  /** The object, if there is one. */
  async get(ref: ObjectRef): Promise<StoredObject | undefined> {
    const response = await this.request('GET', await this.path(ref));
    return response.code === 404 ? undefined : (JSON.parse(succeeded(response)) as StoredObject);
  }

  /** Objects of a kind, of one namespace or of all. */
  async list(apiVersion: string, kind: string, namespace?: string): Promise<StoredObject[]> {
    const response = await this.request('GET', await this.collectionPath(apiVersion, kind, namespace));
    const { items } = JSON.parse(succeeded(response)) as { readonly items: StoredObject[] };
    return items.map((item) => ({ ...item, apiVersion, kind }));
  }

  /** All objects of a namespace, of every kind that can be listed, in the version that the server prefers. */
  async listAll(namespace: string): Promise<StoredObject[]> {
    const found: StoredObject[] = [];
    for (const apiVersion of ['v1', ...(await this.groups()).map(({ preferredVersion }) => preferredVersion.groupVersion)]) {
      const resources = await this.resourcesOf(apiVersion);
      const kinds = resources.filter(({ name, namespaced, verbs }) => namespaced && !name.includes('/') && verbs.includes('list')).map(({ kind }) => kind);
      found.push(...(await Promise.all(kinds.map((kind) => this.list(apiVersion, kind, namespace)))).flat());
    }
    return found;
  }

  /** Changes fields of an object, as a JSON merge patch. */
  async patch(ref: ObjectRef, patch: object): Promise<void> {
    succeeded(await this.request('PATCH', await this.path(ref), {}, JSON.stringify(patch), 'application/merge-patch+json'));
  }

  /** Asks for the deletion of the object, as kubectl does: what it owns goes afterwards. Nothing to do if it is not there. */
  async delete(ref: ObjectRef): Promise<void> {
    const response = await this.request('DELETE', await this.path(ref), { propagationPolicy: 'Background' });
    if (response.code !== 404) succeeded(response);
  }

  /**
   * Tells of all objects of a kind, of one namespace or of all: first of those that are there, then of every change in the order in
   * which they happen. Resolves when the server has taken the request, to a function that ends it; `onEnd` is called where it ends
   * otherwise.
   */
  async watch(
    apiVersion: string, kind: string, namespace: string | undefined, onEvent: (event: WatchEvent) => void, onEnd: (why: Error) => void,
  ): Promise<() => void> {
    const query = new URLSearchParams({ watch: 'true', timeoutSeconds: String(WATCH_SECONDS) });
    const url = new URL(`${this.server}${await this.collectionPath(apiVersion, kind, namespace)}?${query.toString()}`);
    let isWanted = true;
    const end = (why: Error) => isWanted && onEnd(new Error(`the watch of ${kind} has ended: ${why.message}`));
    const response = await this.opened(url);
    if (response.statusCode !== 200) throw new Error(`the API server answered ${response.statusCode} to the watch of ${kind}`);
    const take = jsonObjects((event) => {
      const { type, object } = JSON.parse(event) as { readonly type: string; readonly object: StoredObject };
      if (type === 'ERROR') end(new Error(object.message as string));
      else if (type !== 'BOOKMARK') onEvent({ type: type as WatchEvent['type'], object });
    });
    response.setEncoding('utf8').on('data', take).on('error', end).on('close', () => end(new Error('closed')));
    return () => {
      isWanted = false;
      response.destroy();
    };
  }

  /** Waits until the object is as wanted; `undefined` stands for an object that is not there. */
  async waitFor(ref: ObjectRef, wanted: (object: StoredObject | undefined) => boolean, seconds: number): Promise<StoredObject | undefined> {
    for (const end = Date.now() + seconds * 1000; ; await delay(200)) {
      const object = await this.get(ref);
      if (wanted(object)) return object;
      if (Date.now() > end) {
        const state = object === undefined ? 'not there' : JSON.stringify(object.status, undefined, 2);
        throw new Error(`${ref.kind} ${ref.metadata.name} is not as wanted after ${seconds} s; it is ${state}`);
      }
    }
  }

  /** API versions that the server has, as `kubectl api-versions` prints them. */
  async apiVersions(): Promise<string[]> {
    return ['v1', ...(await this.groups()).flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion))].sort();
  }

  /** Whether the path answers with success. */
  async answers(path: string): Promise<boolean> {
    return (await this.status(path)) === 200;
  }

  /** The code of the answer to a path. */
  async status(path: string): Promise<number> {
    return (await this.request('GET', path)).code;
  }

  private async path(ref: ObjectRef): Promise<string> {
    const collection = await this.collectionPath(ref.apiVersion, ref.kind, ref.metadata.namespace ?? 'default');
    return `${collection}/${encodeURIComponent(ref.metadata.name)}`;
  }

  private async collectionPath(apiVersion: string, kind: string, namespace: string | undefined): Promise<string> {
    const { name, namespaced } = await this.resource(apiVersion, kind);
    return namespaced && namespace !== undefined ? `${root(apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${name}` : `${root(apiVersion)}/${name}`;
  }

  private async groups(): Promise<readonly Group[]> {
    return (JSON.parse(succeeded(await this.request('GET', '/apis'))) as { readonly groups: readonly Group[] }).groups;
  }

  private async resource(apiVersion: string, kind: string): Promise<Resource> {
    const ofKind = (resources: readonly Resource[] = []) => resources.find((resource) => resource.kind === kind && !resource.name.includes('/'));
    const found = ofKind(this.resources.get(apiVersion)) ?? ofKind(await this.resourcesOf(apiVersion));
    if (!found) throw new Error(`the API server does not know ${kind} of ${apiVersion}`);
    return found;
  }

  private async resourcesOf(apiVersion: string): Promise<readonly Resource[]> {
    const response = await this.request('GET', root(apiVersion));
    const { resources } = response.code === 404 ? { resources: [] } : (JSON.parse(succeeded(response)) as { readonly resources: Resource[] });
    this.resources.set(apiVersion, resources);
    return resources;
  }

  /** An answer that goes on. */
  private async opened(url: URL): Promise<IncomingMessage> {
    const response = await new Promise<IncomingMessage>((done, failed) => {
      request(url, { agent: this.watchAgent, headers: this.headers }, done).on('error', failed).end();
    });
    if (response.statusCode !== TOO_MANY_REQUESTS) return response;
    response.resume();
    await delay(retryAfter(response));
    return this.opened(url);
  }

  private async request(
    method: string, path: string, query: Readonly<Record<string, string>> = {}, body?: string, contentType = 'application/apply-patch+yaml',
  ): Promise<Response> {
    const url = new URL(`${this.server}${path}?${new URLSearchParams(query).toString()}`);
    const type = body === undefined ? {} : { 'Content-Type': contentType };
    const response = await new Promise<IncomingMessage>((done, failed) => {
      const send = (): void => {
        const sent = request(url, { method, agent: this.agent, headers: { ...this.headers, ...type } }, done);
        // The server has closed a connection that was kept, just when it was used again. What is sent here may be sent twice.
        sent.on('error', (error: NodeJS.ErrnoException) => (sent.reusedSocket && error.code === 'ECONNRESET' ? send() : failed(error))).end(body);
      };
      send();
    });
    const received = await text(response);
    if (response.statusCode === TOO_MANY_REQUESTS) {
      await delay(retryAfter(response));
      return this.request(method, path, query, body, contentType);
    }
    return { code: response.statusCode ?? 0, body: received, warnings: warnings(response.headers.warning) };
  }
}

/** When a server wants to be asked again, such as one that is not ready for new kinds of objects. */
function retryAfter({ headers }: IncomingMessage): number {
  return 1000 * (Number(headers['retry-after']) || 1);
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** Texts of a Warning header: `299 - "text", 299 - "text"`. */
export function warnings(header = ''): string[] {
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

function rejection(code: number, body: string): Rejection {
  const status = statusOf(body);
  return { code, reason: status.reason ?? 'Unknown', message: status.message ?? body, causes: status.details?.causes ?? [] };
}

function statusOf(body: string): { readonly reason?: string; readonly message?: string; readonly details?: { readonly causes?: Rejection['causes'] } } {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

function succeeded({ code, body }: Response): string {
  if (code >= 300) throw new Error(`the API server answered ${code}: ${rejection(code, body).message}`);
  return body;
}
