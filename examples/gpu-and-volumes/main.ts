import { Chart } from 'cdk8s';
import { ExpertVnicType, Filesystem, ProviderProfile, ScsApp, ScsCluster, TaintEffect } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'training', {
  profile: ProviderProfile.fromFile('../profiles/gpu-and-volumes.yaml'),
  kubernetesVersion: '1.36',

  etcd: {
    dedicatedVolume: { size: '20Gi', type: 'fast' }, // nothing else writes to it
  },

  nodePools: [
    {
      name: 'general',
      flavor: 'SCS-4V-16',
      rootDisk: { size: '50Gi', type: 'ssd' },
      volumes: [
        { name: 'images', size: '100Gi', type: 'ssd', mountPath: '/var/lib/containerd' }, // images of containers have a disk of their own
      ],
    },
    {
      name: 'gpu',
      requirements: { cpus: 8, memory: '64Gi', gpus: { count: 1, model: 'L40S' } }, // the smallest flavor on offer that has all of this
      zones: ['az1'], // where the GPUs are
      autoscaling: { min: 0, max: 4 }, // no machine as long as nobody asks for a GPU
      rootDisk: { size: '100Gi', type: 'ssd' },
      volumes: [{ name: 'scratch', size: '500Gi', type: 'fast', mountPath: '/var/lib/scratch', filesystem: Filesystem.XFS }],
      labels: { accelerator: 'l40s' },
      taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }], // only for pods that tolerate it
      rollout: { maxSurge: '0', maxUnavailable: '1' }, // there is no GPU to spare for one machine more
      kubelet: {
        maxPods: 32,
        systemReserved: { cpu: '500m', memory: '2Gi' },
      },
      timeouts: { drain: '30m' }, // for jobs to write a checkpoint
      expert: {
        image: { name: 'ubuntu-capi-image-nvidia-v{version}' }, // with the driver in it
        // besides that in the network of the cluster
        ports: [
          {
            network: { name: 'storage' },
            nameSuffix: 'storage',
            vnicType: ExpertVnicType.DIRECT, // a virtual function of the host's network card
          },
        ],
        serverMetadata: [{ key: 'cost-centre', value: '4711' }],
      },
    },
  ],
});
app.synth();
