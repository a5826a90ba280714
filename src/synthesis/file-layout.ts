import { fileSystemName } from './output-folder-name';
import type { Manifest } from './manifests';

/** Texts of files by path; paths are relative, with `/`. */
export type Files = ReadonlyMap<string, string>;

/** A file for each object, in the folder of its cluster. */
export function fileForEachObject(manifests: readonly Manifest[], extension: string): Files {
  const byShortName = groupBy(manifests, (manifest) => `${manifest.folder}/${shortName(manifest)}`);
  return new Map(
    manifests.map((manifest) => {
      const shortPath = `${manifest.folder}/${shortName(manifest)}`;
      const path = byShortName.get(shortPath)?.length === 1 ? shortPath : `${manifest.folder}/${qualifiedName(manifest)}`;
      return [`${path}${extension}`, multiDocument([manifest])];
    }),
  );
}

/** A file for each cluster, with all of its objects in the order of the manifests. */
export function fileForEachFolder(manifests: readonly Manifest[], extension: string): Files {
  const byFolder = groupBy(manifests, (manifest) => manifest.folder);
  return new Map([...byFolder].map(([folder, inside]) => [`${folder}${extension}`, multiDocument(inside)]));
}

// Every document begins with its `---`, so that files can be put together in any way: `cdk8s synth --stdout` does it without.
function multiDocument(manifests: readonly Manifest[]): string {
  return manifests.map(({ yaml }) => `---\n${yaml}`).join('');
}

function shortName({ kind, name }: Manifest): string {
  return fileSystemName(`${prefix(kind)}${kind.toLowerCase()}-${name}`);
}

// For objects of one folder that have kind and name in common: `_` is in no group, kind or namespace, so no two get the same.
function qualifiedName({ group, kind, namespace, name }: Manifest): string {
  const groupKind = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return fileSystemName(`${prefix(kind)}${[groupKind, namespace, name].filter((part) => part !== undefined).join('_')}`);
}

// `kubectl apply -R -f` goes by file name, and nothing can be made in a namespace that is not there yet.
function prefix(kind: string): string {
  return kind === 'Namespace' ? '00-' : '';
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
