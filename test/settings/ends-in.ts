import type { ChangedPart, Step } from './manifest-parts';

/** A target of `@endsIn`: a kind, `*` for each, and the fields below a path in it. */
export interface EndsIn {
  readonly text: string;
  readonly kind: string;
  /** Names of fields; `[]` for any item, `[key]` for one, `[prefix*]` for those that begin so. */
  readonly pattern: readonly string[];
}

/** The targets that a tag names; none where it says in words, after a dash, that there is none. */
export function readEndsIn(tag: string): EndsIn[] {
  if (tag.startsWith('- ')) return [];
  return tag.split(';').flatMap((part) => alternatives(part.trim())).map((text) => {
    const [, kind, path] = /^(\*|[A-Z]\w*)(?: (\S+))?$/.exec(text) ?? [];
    const pattern = path?.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
    if (kind === undefined || pattern.map((step) => (step.startsWith('[') ? step : `.${step}`)).join('').replace(/^\./, '') !== (path ?? '')) {
      throw new Error(`@endsIn "${text}" is not a kind and a path, such as "Cluster spec.clusterNetwork.pods" or "KubeadmControlPlane spec.kubeadmConfigSpec.files[/etc/motd]"`);
    }
    return { text, kind, pattern };
  });
}

/** `a.{b,c}` is `a.b` and `a.c`. */
function alternatives(text: string): string[] {
  const [, before, choice, after] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(text) ?? [];
  return choice === undefined ? [text] : choice.split(',').flatMap((one) => alternatives(`${before}${one.trim()}${after}`));
}

/** Whether a changed field is what a target names, or below it. */
export function reaches({ kind, steps }: ChangedPart, target: EndsIn): boolean {
  return (target.kind === '*' || target.kind === kind) && target.pattern.length <= steps.length && target.pattern.every((pattern, index) => matches(steps[index], pattern));
}

function matches(step: Step, pattern: string): boolean {
  if (!pattern.startsWith('[')) return step === pattern;
  const key = pattern.slice(1, -1);
  const names = typeof step === 'string' ? [step] : [step.key, String(step.index)];
  if (key === '') return typeof step !== 'string';
  return names.some((name) => name === key || (key.endsWith('*') && name?.startsWith(key.slice(0, -1))));
}
