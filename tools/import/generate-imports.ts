import { crdFile, releaseUrl, type CrdSource } from './crd-sources';
import { generateModule } from './generate-module';
import { reduceCrds, renderCrds } from './reduce-crds';

/** Text with the CRDs of a release: the upstream file, or what an earlier run reduced it to. */
export type ReadCrds = (source: CrdSource, release: string) => Promise<string>;

/**
 * Everything that belongs into imports/, path and content: the reduced CRDs of all releases, and the classes from the oldest
 * release of each provider.
 */
export async function generateImports(sources: readonly CrdSource[], read: ReadCrds): Promise<Map<string, string>> {
  const releases = sources.flatMap((source) => source.releases.map((release) => ({ source, release })));
  const crds = new Map(
    await all(
      releases.map(async ({ source, release }) => {
        const file = crdFile(source, release);
        try {
          const reduced = reduceCrds(await read(source, release), source);
          return [file, renderCrds(reduced, source.provider, release, releaseUrl(source, release))] as const;
        } catch (error) {
          throw new Error(`${file}: ${(error as Error).message}`);
        }
      }),
    ),
  );
  const modules = await all(
    sources.map(async (source) => {
      const oldest = crdFile(source, source.releases[0]);
      const files = await generateModule(crds.get(oldest)!, oldest);
      return [...files].map(([name, content]) => [`imports/${source.module}/${name}`, content] as const);
    }),
  );
  return new Map([...crds, ...modules.flat()]);
}

// Like Promise.all, but with the messages of all failures.
async function all<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(promises);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as Error).message] : []));
  if (failures.length > 0) {
    throw new Error(failures.join('\n'));
  }
  return results.map((result) => (result as PromiseFulfilledResult<T>).value);
}
