// An app of many production clusters.
import { ProviderProfile, ScsApp, ScsCluster, ScsOutputLayout } from 'cdk8s-scs';
import { productionClusters } from './production-clusters';

const [examples, count] = process.argv.slice(2);
productionClusters({ ProviderProfile, ScsCluster }, examples, Number(count))(new ScsApp({ layout: ScsOutputLayout.FILE_PER_CLUSTER })).synth();
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
