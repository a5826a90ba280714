import type { Diagnostic } from './diagnostics/diagnostic';
import type { ScsClusterDocument } from './params';
import type { ProviderProfileDocument } from './profile';
import { resolveCluster } from './resolve/resolve';
import { Report } from './resolve/report';
import type { ResolvedCluster } from './resolve/resolved-cluster';
import type { RenderedObject } from './targets/rendered-object';
import type { Target } from './targets/target';

/** What becomes of two documents: the decided cluster and its objects unless something is wrong, and all that is to be said. */
export interface Rendering {
  readonly cluster?: ResolvedCluster;
  readonly objects: readonly RenderedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The targets of this release; each is loaded when a profile chooses it. */
const TARGETS: Readonly<Record<string, () => Target>> = {
  'capi-openstack': () => (require('./targets/capi-openstack') as typeof import('./targets/capi-openstack')).target,
};

/** From a description and a profile, both of the right shape, to the objects of the target that the profile chooses. A pure function. */
export function renderDocuments(description: ScsClusterDocument, profile: ProviderProfileDocument): Rendering {
  const { cluster, diagnostics } = resolveCluster(description, profile);
  const report = new Report(description, profile);
  report.add(diagnostics);
  const target = TARGETS[profile.spec.target];
  if (target === undefined) {
    report.profileError('NotYetSupported', ['target'], {
      message: `target ${profile.spec.target} is part of the API, but this release cannot build it yet`,
      allowed: Object.keys(TARGETS),
    });
    return { objects: [], diagnostics: report.diagnostics };
  }
  if (cluster === undefined) return { objects: [], diagnostics: report.diagnostics };
  target().check(cluster, profile.spec, report);
  if (report.hasErrors) return { objects: [], diagnostics: report.diagnostics };
  return { cluster, objects: target().render(cluster, profile.spec), diagnostics: report.diagnostics };
}
