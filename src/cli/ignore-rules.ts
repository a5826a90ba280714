import { stringify } from 'yaml';
import type { FieldPath } from '../diagnostics/diagnostic';
import { OWNED_FIELDS, type OwnedField } from '../objects/owned-fields';
import type { GitOpsTool } from './gitops-tools';

/** Owned fields of a kind that a rule can name together. */
interface Rule {
  readonly group: string;
  readonly kind: string;
  readonly fields: readonly OwnedField[];
}

/** The group of fields that every kind has. */
const ALL = '*';

const ARGO_CD = `\
# Argo CD: part of an Application.
#
# Manifests of scs need no such rules: they never have fields that controllers, webhooks, the autoscaler or clusterctl
# own, and Argo CD looks for differences in what a manifest has. status, finalizers and owners are left out of the
# comparison as well.
# The rules are for Applications that replace objects (Replace=true), or that have manifests of others for the same
# kinds. RespectIgnoreDifferences makes a sync leave the fields alone, too, not only the comparison.
`;

const FLUX = `\
# Flux: part of a Kustomization, from Flux 2.9 on.
#
# Manifests of scs need no such rules: Flux applies server-side, so it owns, compares and corrects the fields that a
# manifest has and no others, and manifests of scs never have fields that controllers, webhooks, the autoscaler or
# clusterctl own.
# The rules are for Kustomizations that have manifests of others for the same kinds. Flux before 2.9 can leave out whole
# objects only (annotation kustomize.toolkit.fluxcd.io/ssa: IfNotPresent or Ignore), which would keep changes from them.
`;

/** Part of an Application or a Kustomization that keeps the tool from fighting for fields that others own. */
export function ignoreRules(tool: GitOpsTool): string {
  const [comment, spec] = tool === 'argocd' ? [ARGO_CD, argoCd()] : [FLUX, flux()];
  return `${comment}${stringify({ spec }, { lineWidth: 0 })}`;
}

function argoCd(): object {
  return {
    syncPolicy: { syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'] },
    ignoreDifferences: rules().map(({ group, kind, fields }) => {
      const always = fields.filter(({ whereAnnotated }) => whereAnnotated === undefined);
      const sometimes = fields.filter(({ whereAnnotated }) => whereAnnotated !== undefined);
      return {
        group,
        kind,
        ...(always.length > 0 && { jsonPointers: always.map(jsonPointer) }),
        ...(sometimes.length > 0 && { jqPathExpressions: sometimes.map(jqPath) }),
      };
    }),
  };
}

function flux(): object {
  const targets = rules().flatMap(({ group, kind, fields }) => {
    const selectors = [...new Set(fields.map(({ whereAnnotated }) => whereAnnotated))];
    return selectors.map((selector) => ({
      // An empty group would stand for any.
      target: { ...(group !== '' && { group }), kind, ...(selector !== undefined && { annotationSelector: selector }) },
      paths: fields.filter(({ whereAnnotated }) => whereAnnotated === selector).map(jsonPointer),
    }));
  });
  return { ignore: targets };
}

/** One for each kind with fields that tools compare, in the order of the table. */
function rules(): Rule[] {
  const fields = OWNED_FIELDS.filter(({ group, path }) => group !== ALL && isCompared(path));
  const kinds = new Map(fields.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
  return [...kinds.values()].map(({ group, kind }) => ({ group, kind, fields: fields.filter((field) => field.group === group && field.kind === kind) }));
}

/** Nobody needs rules for what is of every object, and a rule for finalizers would let a sync put back what a controller took away. */
function isCompared([first, second]: FieldPath): boolean {
  return first === 'spec' || second === 'annotations' || second === 'labels';
}

function jsonPointer({ path }: OwnedField): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function jqPath({ path, whereAnnotated }: OwnedField): string {
  return `select(.metadata.annotations[${JSON.stringify(whereAnnotated)}] != null).${path.join('.')}`;
}
