import { DIAGNOSTIC_CODES } from './diagnostics/codes';
import type { LocatedDiagnostic } from './diagnostics/diagnostic';
import { formatPath } from './diagnostics/format';
import { ManifestJudge, type JudgedManifest } from './plan/judged-manifests';
import { readManifestFile } from './plan/read-manifests';

/** An object that a rule is broken by, as cdk8s-cli knows it. */
export interface ViolatingResource {
  /** Name of the object. */
  readonly resourceName: string;

  /** Where in it: line, column, and path of the field. */
  readonly locations: string[];

  /** File that the object is in. */
  readonly manifestPath: string;
}

/** Something that is wrong with objects, as cdk8s-cli knows it. */
export interface ManifestViolation {
  /** Code of the finding; `scs explain` tells what it means. */
  readonly ruleName: string;

  /** What is wrong, and what is allowed. */
  readonly recommendation: string;

  /** How to mend it. */
  readonly fix: string;

  /** The objects. */
  readonly violatingResources: ViolatingResource[];
}

/** The report that cdk8s-cli has a plug-in write. */
export interface IManifestReport {
  /**
   * Adds something that is wrong.
   *
   * @param violation what, and where
   */
  addViolation(violation: ManifestViolation): void;

  /**
   * Ends the report.
   *
   * @param status `success` or `failure`
   * @param metadata further lines of its summary
   */
  submit(status: string, metadata?: { [key: string]: string }): void;
}

/** What cdk8s-cli hands to a plug-in. */
export interface IManifestValidationContext {
  /** Paths of the files that were synthesized. */
  readonly manifests: string[];

  /** The report to write. */
  readonly report: IManifestReport;
}

/** Settings of the plug-in: `properties` in `cdk8s.yaml`. */
export interface ApiServerValidationProps {
  /**
   * Kinds of objects that are not judged. Others that this package has no schema of are an error.
   *
   * @default []
   */
  readonly skipKinds?: string[];
}

/**
 * A validation plug-in for `cdk8s synth`: everything that API servers would refuse of the manifests of any app, with the oldest and
 * the newest supported release of Cluster API and its providers, and of the kinds of Kubernetes itself; and what is wrong with them
 * together, such as references to what is not among them. What is only doubtful is told, and fails nothing.
 *
 * In `cdk8s.yaml`, with the package of the project:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/cdk8s-scs
 *     version: 0.1.0
 *     class: ApiServerValidation
 *     properties:
 *       skipKinds: [HelmChartProxy]
 * ```
 */
export class ApiServerValidation {
  private readonly skipKinds: readonly string[];

  /**
   * @param props settings, as `properties` in `cdk8s.yaml`
   * @throws an error if they are not of their form
   */
  constructor(props: ApiServerValidationProps = {}) {
    const { skipKinds = [], ...others } = (props ?? {}) as { readonly skipKinds?: unknown };
    const unknown = Object.keys(others);
    if (unknown.length > 0) throw new Error(`properties of ApiServerValidation: there is no ${unknown.join(', ')}; it takes skipKinds`);
    if (!Array.isArray(skipKinds) || skipKinds.some((kind) => typeof kind !== 'string')) {
      throw new Error(`properties of ApiServerValidation: skipKinds is ${JSON.stringify(skipKinds)}; it takes a list of kinds`);
    }
    this.skipKinds = skipKinds as string[];
  }

  /**
   * Judges the manifests. Called by cdk8s-cli.
   *
   * @param context the files, and the report
   */
  public async validate(context: IManifestValidationContext): Promise<void> {
    const { manifests, report } = context;
    const howToSkip = (kind: string): string => `add ${kind} to skipKinds of the plug-in to leave objects of this kind out`;
    const judge = new ManifestJudge({ skippedKinds: this.skipKinds, howToSkip, isWhole: false });
    let [objects, problems, isWrong] = [0, 0, false];
    const tell = (found: readonly JudgedManifest[]): void => {
      for (const { name, diagnostics } of found) diagnostics.forEach((diagnostic) => report.addViolation(violation(diagnostic, name)));
      const all = found.flatMap(({ diagnostics }) => diagnostics);
      problems += all.length;
      isWrong ||= all.some(({ severity }) => severity === 'Error');
    };
    for (const manifestPath of manifests) {
      const { documents, diagnostics } = readManifestFile(manifestPath);
      const judged = judge.judge(documents);
      objects += judged.length;
      tell([{ name: manifestPath, diagnostics }, ...judged]);
    }
    tell(judge.together());
    report.submit(isWrong ? 'failure' : 'success', { Objects: String(objects), Problems: String(problems) });
  }
}

function violation(diagnostic: LocatedDiagnostic, resourceName: string): ManifestViolation {
  const { code, path, message, position, allowed = [], didYouMean } = diagnostic;
  const place = position === undefined ? '' : `${position.line}:${position.column} `;
  const choice = allowed.length > 0 ? ` (allowed: ${allowed.join(', ')})` : '';
  const guess = didYouMean === undefined ? '' : `, did you mean ${JSON.stringify(didYouMean)}?`;
  return {
    ruleName: code,
    recommendation: `${message}${choice}${guess}`,
    fix: DIAGNOSTIC_CODES[code].fix,
    violatingResources: [{ resourceName, locations: [`${place}${formatPath(path)}`.trim()], manifestPath: position?.file ?? resourceName }],
  };
}
