import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';

/** An entry of `clouds.yaml`, as far as it is used here. */
export interface CloudConfig {
  readonly auth: {
    readonly auth_url: string;
    readonly username?: string;
    readonly user_id?: string;
    readonly password?: string;
    readonly user_domain_id?: string;
    readonly user_domain_name?: string;
    readonly project_id?: string;
    readonly project_name?: string;
    readonly project_domain_id?: string;
    readonly project_domain_name?: string;
    readonly application_credential_id?: string;
    /** Together with the user, whose name it is. */
    readonly application_credential_name?: string;
    readonly application_credential_secret?: string;
  };
  readonly region_name?: string;
  readonly interface?: string;
  readonly cacert?: string;
  readonly verify?: boolean;
}

/** Types of services, and what their paths begin with below the address of the catalog. */
const SERVICES = {
  identity: { types: ['identity'], version: 'v3' },
  compute: { types: ['compute'], version: 'v2.1' },
  network: { types: ['network'], version: 'v2.0' },
  image: { types: ['image'], version: 'v2' },
  volume: { types: ['block-storage', 'volumev3'], version: 'v3' },
  'load-balancer': { types: ['load-balancer'], version: 'v2' },
} as const;
export type ServiceType = keyof typeof SERVICES;

/** Server groups with one policy and its rules, and tags of servers. */
const COMPUTE_MICROVERSION = '2.90';

interface Endpoint {
  readonly interface: string;
  readonly region: string;
  readonly url: string;
}

interface Token {
  readonly user: { readonly id: string };
  readonly project: { readonly id: string };
  readonly roles: readonly { readonly name: string }[];
  readonly catalog: readonly { readonly type: string; readonly endpoints: readonly Endpoint[] }[];
}

interface Response {
  readonly code: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The cloud that OS_CLOUD names, in the first `clouds.yaml` of the places where OpenStack's own tools look for it. */
export function configuredCloud(env: NodeJS.ProcessEnv = process.env): CloudConfig | undefined {
  const name = env.OS_CLOUD;
  if (!name) return undefined;
  const places = [env.OS_CLIENT_CONFIG_FILE ?? '', 'clouds.yaml', join(homedir(), '.config/openstack/clouds.yaml'), '/etc/openstack/clouds.yaml'];
  const file = places.find((place) => place !== '' && existsSync(place));
  if (file === undefined) throw new Error(`OS_CLOUD is "${name}", but there is no clouds.yaml: ${places.filter((place) => place !== '').join(', ')}`);
  const secrets = join(dirname(file), 'secure.yaml');
  const [cloud, secret] = [file, secrets].map((path) => (existsSync(path) ? parse(readFileSync(path, 'utf8'))?.clouds?.[name] : undefined) as CloudConfig | undefined);
  if (cloud === undefined) throw new Error(`${file} has no cloud "${name}"`);
  return { ...cloud, ...secret, auth: { ...cloud.auth, ...secret?.auth } };
}

/** What a service did not do, and what it said. */
export class CloudError extends Error {
  constructor(readonly code: number, message: string) {
    super(message);
  }
}

/** A connection to a cloud. */
export class Cloud {
  private constructor(readonly config: CloudConfig, private readonly token: Token, private readonly id: string) {}

  static async connect(config: CloudConfig): Promise<Cloud> {
    const { code, headers, body } = await send(config, 'POST', `${config.auth.auth_url.replace(/\/$/, '')}/auth/tokens`, {}, { auth: authentication(config) });
    if (code !== 201) throw new CloudError(code, `keystone refuses the credential: ${body}`);
    return new Cloud(config, (JSON.parse(body) as { readonly token: Token }).token, String(headers['x-subject-token']));
  }

  get userId(): string {
    return this.token.user.id;
  }

  get projectId(): string {
    return this.token.project.id;
  }

  get roles(): string[] {
    return this.token.roles.map(({ name }) => name).sort();
  }

  /** The answer to a request; undefined where it has no content. */
  async request(service: ServiceType, method: string, path: string, body?: object): Promise<any> {
    const { code, body: answer } = await this.send(service, method, path, body === undefined ? undefined : JSON.stringify(body), 'application/json');
    if (code >= 300) throw new CloudError(code, `${method} ${path} of ${service}: ${code} ${answer}`);
    return answer === '' ? undefined : JSON.parse(answer);
  }

  async get(service: ServiceType, path: string): Promise<any> {
    return this.request(service, 'GET', path);
  }

  /** Sends content as it is. */
  async upload(service: ServiceType, path: string, content: Buffer): Promise<void> {
    const { code, body } = await this.send(service, 'PUT', path, content, 'application/octet-stream');
    if (code >= 300) throw new CloudError(code, `PUT ${path} of ${service}: ${code} ${body}`);
  }

  private send(service: ServiceType, method: string, path: string, body: string | Buffer | undefined, type: string): Promise<Response> {
    const headers: Record<string, string> = { 'X-Auth-Token': this.id, Accept: 'application/json', ...(body !== undefined && { 'Content-Type': type }) };
    const version: Record<string, string> = service === 'compute' ? { 'X-OpenStack-Nova-API-Version': COMPUTE_MICROVERSION } : {};
    return send(this.config, method, `${this.endpoint(service)}${path}`, { ...headers, ...version }, body);
  }

  private endpoint(service: ServiceType): string {
    if (service === 'identity') return this.config.auth.auth_url.replace(/\/$/, '');
    const { types, version } = SERVICES[service];
    const face = (this.config.interface ?? 'public').replace(/URL$/, '');
    const endpoints = this.token.catalog.filter(({ type }) => (types as readonly string[]).includes(type)).flatMap(({ endpoints: list }) => list);
    const found = endpoints.find(({ interface: own, region }) => own === face && (this.config.region_name === undefined || region === this.config.region_name));
    if (found === undefined) throw new Error(`the cloud has no ${service} service for this credential`);
    const url = found.url.replace(/\/$/, '');
    return /\/v\d/.test(new URL(url).pathname) ? url : `${url}/${version}`;
  }
}

function authentication({ auth }: CloudConfig): object {
  const { application_credential_id: id, application_credential_name: name, application_credential_secret: secret } = auth;
  const domain = (byId?: string, byName?: string): object => (byId !== undefined ? { id: byId } : byName !== undefined ? { name: byName } : { id: 'default' });
  const user = auth.user_id !== undefined ? { id: auth.user_id } : { name: auth.username, domain: domain(auth.user_domain_id, auth.user_domain_name) };
  if (id !== undefined || name !== undefined) {
    return { identity: { methods: ['application_credential'], application_credential: id !== undefined ? { id, secret } : { name, user, secret } } };
  }
  const project = auth.project_id !== undefined
    ? { id: auth.project_id }
    : { name: auth.project_name, domain: domain(auth.project_domain_id ?? auth.user_domain_id, auth.project_domain_name ?? auth.user_domain_name) };
  return { identity: { methods: ['password'], password: { user: { ...user, password: auth.password } } }, scope: { project } };
}

function send(
  { cacert, verify }: CloudConfig, method: string, url: string, headers: Readonly<Record<string, string>>, body?: object | string | Buffer,
): Promise<Response> {
  const content = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const json = content !== body ? { 'Content-Type': 'application/json' } : {};
  const length = content === undefined ? {} : { 'Content-Length': Buffer.byteLength(content) };
  const trust = { ...(cacert !== undefined && { ca: readFileSync(cacert) }), ...(verify === false && { rejectUnauthorized: false }) };
  const options = { method, headers: { ...headers, ...json, ...length }, ...trust };
  return new Promise((done, failed) => {
    (url.startsWith('https:') ? httpsRequest : httpRequest)(url, options, (response) => {
      text(response).then((received) => done({ code: response.statusCode ?? 0, headers: response.headers, body: received }), failed);
    })
      .on('error', failed)
      .end(content);
  });
}
