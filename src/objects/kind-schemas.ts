import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../documents/package-root';
import type { OpenApiSchema } from './schema-path';

/** What is known about a kind of a custom resource without loading its schema. */
export interface KindInfo {
  readonly apiVersion: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly plural: string;
  /** File of its schema in the oldest release, relative to the folder of all of them. */
  readonly file: string;
  /** File of its schema in the newest release, where that is another. */
  readonly newestFile?: string;
  /** Places where the two differ; `*` is every item of a list, or entry of a map. What has none of them is judged alike by both. */
  readonly differences?: readonly (readonly string[])[];
}

/** The kinds that the supported releases of the providers know, from the oldest on; every file is read once, when it is first needed. */
export class KindSchemas {
  private index?: ReadonlyMap<string, KindInfo>;
  private ownGroups?: ReadonlySet<string>;
  private readonly files = new Map<string, OpenApiSchema>();

  constructor(readonly directory: string) {}

  /** All known kinds as `group/Kind`, sorted. */
  names(): string[] {
    return [...this.load().keys()];
  }

  /** The API groups of all known kinds. */
  groups(): ReadonlySet<string> {
    this.ownGroups ??= new Set(this.names().map((name) => name.slice(0, name.indexOf('/'))));
    return this.ownGroups;
  }

  /** What the index says of a kind, or nothing if it is not one of these. */
  info(group: string, kind: string): KindInfo | undefined {
    return this.load().get(`${group}/${kind}`);
  }

  /** OpenAPI v3 schema of the kind in the oldest supported release, without descriptions and status. */
  schema(group: string, kind: string): OpenApiSchema | undefined {
    const info = this.info(group, kind);
    return info && this.read(info.file);
  }

  /** Schemas of the kind in the oldest and the newest supported release; one if both have the same. */
  schemas(group: string, kind: string): OpenApiSchema[] {
    const info = this.info(group, kind);
    return [info?.file, info?.newestFile].flatMap((file) => (file === undefined ? [] : [this.read(file)]));
  }

  /** The same, but one if both say the same of the object. */
  schemasFor(object: unknown, group: string, kind: string): OpenApiSchema[] {
    const differ = this.info(group, kind)?.differences?.some((place) => reaches(object, place)) ?? false;
    return differ ? this.schemas(group, kind) : [this.schema(group, kind)].filter((schema) => schema !== undefined);
  }

  private read(file: string): OpenApiSchema {
    let schema = this.files.get(file);
    if (!schema) {
      schema = JSON.parse(readFileSync(join(this.directory, file), 'utf8')) as OpenApiSchema;
      this.files.set(file, schema);
    }
    return schema;
  }

  private load(): ReadonlyMap<string, KindInfo> {
    if (!this.index) {
      const file = join(this.directory, 'index.json');
      if (!existsSync(file)) {
        throw new Error(`${file} is missing; in a checkout, \`npm run build\` writes it`);
      }
      this.index = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
    }
    return this.index;
  }
}

/** Whether there is something at a place, or at one of those that it stands for. */
function reaches(value: unknown, place: readonly string[], depth = 0): boolean {
  if (depth === place.length) return true;
  if (typeof value !== 'object' || value === null) return false;
  const name = place[depth];
  if (name === '*') return Object.values(value).some((inner) => reaches(inner, place, depth + 1));
  return Object.hasOwn(value, name) && reaches((value as Readonly<Record<string, unknown>>)[name], place, depth + 1);
}

/** The kinds that come with this package. */
export const kindSchemas = new KindSchemas(join(packageRoot(), 'schema', 'kinds'));
