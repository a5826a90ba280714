import { Chart } from 'cdk8s';
import type { ProviderProfile, ScsApp, ScsCluster, ScsClusterDocument } from 'cdk8s-scs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The package, or its modules. */
export interface Classes {
  readonly ProviderProfile: typeof ProviderProfile;
  readonly ScsCluster: typeof ScsCluster;
}

/** What puts clusters like that of the production example into an app, each in a namespace of its own. */
export function productionClusters({ ProviderProfile, ScsCluster }: Classes, examples: string, count: number): (app: ScsApp) => ScsApp {
  const profile = ProviderProfile.fromFile(join(examples, 'profiles/scs-cloud.yaml'));
  const document = parse(readFileSync(join(examples, 'production/cluster-params.yaml'), 'utf8')) as ScsClusterDocument;
  return (app) => {
    const chart = new Chart(app, 'clusters');
    for (let index = 0; index < count; index += 1) {
      const name = `shop-${index}`;
      ScsCluster.fromDocument(chart, name, { ...document, metadata: { ...document.metadata, name, namespace: name } }, profile);
    }
    return app;
  };
}
