import type { Diagnostic, LocatedDiagnostic } from './diagnostics/diagnostic';
import { InvalidInputError } from './diagnostics/invalid-input-error';
import { API_VERSION } from './documents/api-version';
import type { LoadedDocument } from './documents/load';
import { secretIn } from './documents/inline-secrets';
import { loadPath } from './documents/load-path';
import { validateShape } from './documents/shape-validation';
import { singleProfile } from './documents/single-profile';
import type { ProviderProfileDocument, ProviderProfileSpec } from './profile';

/** By a symbol, so that a profile of another copy of this package is one, too. */
const PROFILE = Symbol.for('cdk8s-scs.ProviderProfile');

/**
 * What a provider decides for all of its clusters: an operator writes it once for each cloud, as a file or in code.
 *
 * @example
 * const profile = ProviderProfile.fromFile('profiles/scs-cloud-a.yaml');
 */
export class ProviderProfile {
  /**
   * Reads a profile from a YAML or JSON file.
   *
   * @param file path of the file
   * @throws an error that lists everything that is wrong, each with file, line and column
   */
  public static fromFile(file: string): ProviderProfile {
    const { profile, diagnostics } = singleProfile(loadPath(file), file);
    if (profile === undefined || diagnostics.some(({ severity }) => severity === 'Error')) throw new InvalidInputError(diagnostics);
    return ProviderProfile._ofLoaded(profile, diagnostics);
  }

  /**
   * Takes a profile that was written in code or read by other means.
   *
   * @param document the whole document, with apiVersion, kind, metadata and spec
   * @throws an error that lists everything that is wrong with its shape
   */
  public static fromDocument(document: ProviderProfileDocument): ProviderProfile {
    const locate = (diagnostic: Diagnostic): LocatedDiagnostic => ({ ...diagnostic, constructPath: `ProviderProfile ${nameIn(document)}`.trim() });
    const diagnostics = validateShape('ProviderProfile', document).map(locate);
    if (diagnostics.length > 0) throw new InvalidInputError(diagnostics);
    return new ProviderProfile(document, locate, []);
  }

  /**
   * Takes the spec of a profile that was written in code.
   *
   * @param name name of the profile, as it appears in messages
   * @param spec the spec of the document
   * @throws an error that lists everything that is wrong with its shape
   */
  public static fromSpec(name: string, spec: ProviderProfileSpec): ProviderProfile {
    return ProviderProfile.fromDocument({ apiVersion: API_VERSION, kind: 'ProviderProfile', metadata: { name }, spec });
  }

  /** @internal A profile in which nothing is wrong, and the warnings of its file that are still to be told. */
  public static _ofLoaded({ value, locate }: LoadedDocument, warnings: readonly LocatedDiagnostic[]): ProviderProfile {
    return new ProviderProfile(value as ProviderProfileDocument, locate, warnings);
  }

  /** @internal Whether a value is a profile: not every user has a compiler that says so. */
  public static _is(value: unknown): value is ProviderProfile {
    return typeof value === 'object' && value !== null && PROFILE in value;
  }

  /** The document. */
  public readonly document: ProviderProfileDocument;

  /** @internal */
  public readonly _locate: (diagnostic: Diagnostic) => LocatedDiagnostic;

  /** @internal Warnings of the file itself, such as an unquoted version. */
  public readonly _warnings: readonly LocatedDiagnostic[];

  private constructor(document: ProviderProfileDocument, locate: (diagnostic: Diagnostic) => LocatedDiagnostic, warnings: readonly LocatedDiagnostic[]) {
    this.document = document;
    this._locate = locate;
    this._warnings = warnings;
    Object.defineProperty(this, PROFILE, { value: true });
  }

  /** Name of the profile. */
  public get name(): string {
    return this.document.metadata.name;
  }
}

/** As messages repeat it, it must be one. */
function nameIn(document: ProviderProfileDocument | undefined): string {
  const name: unknown = document?.metadata?.name;
  return typeof name === 'string' && secretIn(name) === undefined ? name : '';
}
