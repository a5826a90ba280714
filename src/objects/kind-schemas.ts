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

/** The kinds that come with this package. */
export const kindSchemas = new KindSchemas(join(packageRoot(), 'schema', 'kinds'));
