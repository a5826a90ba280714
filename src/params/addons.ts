/** A service inside the cluster that can be switched on. */
export interface Addon {
  /**
   * Whether the addon is installed.
   *
   * @default - see the addon
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * Version of the addon.
   *
   * @default - the tested version for the Kubernetes version
   * @pattern ^v?[0-9]+(\.[0-9]+){0,2}(-[0-9A-Za-z.-]+)?$
   * @maxLength 64
   * @example 3.13.0
   */
  readonly version?: string;

  /**
   * Values of the addon's chart, merged over ours.
   *
   * @default {}
   * @example {replicas: 2}
   */
  readonly values?: { [key: string]: any };
}

/** Addons of the cluster. */
export interface Addons {
  /**
   * Resource metrics for `kubectl top` and autoscaling of pods.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @example {enabled: true}
   */
  readonly metricsServer?: Addon;

  /**
   * Gateway API.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @example {enabled: true}
   */
  readonly gatewayApi?: Addon;

  /**
   * Ingress controller with a default IngressClass.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @scsRule scs-0219-v1/ingress-option
   * @example {enabled: true}
   */
  readonly ingress?: Addon;

  /**
   * cert-manager.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @example {enabled: true}
   */
  readonly certManager?: Addon;

  /**
   * Prometheus and its companions.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @example {enabled: true}
   */
  readonly monitoring?: Addon;

  /**
   * Node problem detector.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @example {enabled: true}
   */
  readonly nodeProblemDetector?: Addon;

  /**
   * Flux.
   *
   * @default - not delivered in this release
   * @stage Planned
   * @example {enabled: true}
   */
  readonly flux?: Addon;

  /**
   * Charts of your own.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @stage Planned
   * @example [{name: velero, namespace: velero, chart: {repository: "https://charts.example.org", name: velero, version: 9.1.0}}]
   */
  readonly custom?: CustomAddon[];
}

/** A chart of your own. */
export interface CustomAddon {
  /**
   * Name of the release, unique in the cluster.
   *
   * @format dns-label
   * @maxLength 40
   * @example velero
   */
  readonly name: string;

  /**
   * Namespace that it is installed in.
   *
   * @format dns-label
   * @example velero
   */
  readonly namespace: string;

  /**
   * The chart.
   *
   * @example {repository: "https://charts.example.org", name: velero, version: 9.1.0}
   */
  readonly chart: HelmChart;

  /**
   * Values of the chart.
   *
   * @default {}
   * @example {}
   */
  readonly values?: { [key: string]: any };
}

/** A Helm chart. */
export interface HelmChart {
  /**
   * Repository of the chart: `https://` or `oci://`.
   *
   * @pattern ^(https|oci)://[^\s]+$
   * @maxLength 2048
   * @example https://charts.example.org
   */
  readonly repository: string;

  /**
   * Name of the chart.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._-]*$
   * @maxLength 253
   * @example velero
   */
  readonly name: string;

  /**
   * Exact version of the chart.
   *
   * @pattern ^v?[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$
   * @maxLength 64
   * @example 9.1.0
   */
  readonly version: string;
}
