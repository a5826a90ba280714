/** Days of the week. */
export enum Weekday {
  /** Monday. */
  MON = 'Mon',
  /** Tuesday. */
  TUE = 'Tue',
  /** Wednesday. */
  WED = 'Wed',
  /** Thursday. */
  THU = 'Thu',
  /** Friday. */
  FRI = 'Fri',
  /** Saturday. */
  SAT = 'Sat',
  /** Sunday. */
  SUN = 'Sun',
}

/** When the cluster may be changed. */
export interface Maintenance {
  /**
   * Window for automatic changes.
   *
   * @default - none
   * @stage Planned
   * @example {begin: "02:00", duration: 2h, timezone: Europe/Berlin, days: [Sat, Sun]}
   */
  readonly window?: MaintenanceWindow;

  /**
   * What is updated without being asked.
   *
   * @default {patch: false, image: false}
   * @stage Planned
   * @scsRule scs-0210-v2/patch-recency
   * @example {patch: true}
   */
  readonly autoUpdate?: AutoUpdate;

  /**
   * Time after which all machines are replaced once. A time in RFC 3339.
   *
   * @default - none
   * @format rfc3339
   * @mutability RollsAll
   * @endsIn {KubeadmControlPlane,MachineDeployment} spec.rollout.after
   * @example "2026-12-01T02:00:00Z"
   */
  readonly rolloutAfter?: string;

  /**
   * Times during which the cluster is shut down.
   *
   * @default []
   * @maxItems 32
   * @stage Planned
   * @example [{start: "0 20 * * 1-5", end: "0 6 * * 1-5", timezone: Europe/Berlin}]
   */
  readonly hibernation?: Hibernation[];
}

/** A window for automatic changes. */
export interface MaintenanceWindow {
  /**
   * Time of day at which the window opens.
   *
   * @format time-of-day
   * @example "02:00"
   */
  readonly begin: string;

  /**
   * Length of the window.
   *
   * @format duration
   * @example 2h
   */
  readonly duration: string;

  /**
   * Time zone of `begin`, a name of the IANA database.
   *
   * @default UTC
   * @pattern ^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$
   * @maxLength 64
   * @example Europe/Berlin
   */
  readonly timezone?: string;

  /**
   * Days on which the window opens.
   *
   * @default - every day
   * @maxItems 7
   * @example [Sat, Sun]
   */
  readonly days?: Weekday[];
}

/** What is updated without being asked. */
export interface AutoUpdate {
  /**
   * Whether patch releases of Kubernetes are taken.
   *
   * @default false
   * @example true
   */
  readonly patch?: boolean;

  /**
   * Whether new machine images are taken.
   *
   * @default false
   * @example true
   */
  readonly image?: boolean;
}

/** A time during which the cluster is shut down. */
export interface Hibernation {
  /**
   * When the cluster is shut down: five cron fields.
   *
   * @format cron
   * @example "0 20 * * 1-5"
   */
  readonly start: string;

  /**
   * When the cluster is woken: five cron fields.
   *
   * @default - by hand
   * @format cron
   * @example "0 6 * * 1-5"
   */
  readonly end?: string;

  /**
   * Time zone of both, a name of the IANA database.
   *
   * @default UTC
   * @pattern ^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$
   * @maxLength 64
   * @example Europe/Berlin
   */
  readonly timezone?: string;
}
