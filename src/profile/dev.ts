/** What stands in for machines in development. */
export enum ProfileDevBackend {
  /** Memory of the management cluster: a life cycle without any machine. */
  IN_MEMORY = 'InMemory',
  /** Containers of Docker. */
  DOCKER = 'Docker',
}

/** Machines for development. */
export interface ProfileDev {
  /**
   * What stands in for machines.
   *
   * @default InMemory
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn DevCluster spec.backend; DevCluster metadata.annotations[kaas.scs.community/backend]; DevMachineTemplate spec.template.spec.backend
   * @example InMemory
   */
  readonly backend?: ProfileDevBackend;

  /**
   * Time that a machine in memory takes to start.
   *
   * @default 1s
   * @format duration
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn DevMachineTemplate spec.template.spec.backend.inMemory.{vm,node,apiServer,etcd}.provisioning.startupDuration
   * @example 1s
   */
  readonly startupDuration?: string;
}
