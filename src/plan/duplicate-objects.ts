import { createHash } from 'node:crypto';
import { canonicalJson } from '../objects/content-hash';
import { objectLabel } from '../validation/object-label';
import { textOf, type Fields, type ObjectProblem } from '../validation/object-problem';
import { identityOf } from '../validation/object-references';

/** Finds objects of one name that differ. Of each object only a digest is kept. */
export class DuplicateObjects {
  private readonly digests = new Map<string, string>();

  /** What is wrong with a further object beside those before. */
  add(object: Fields): ObjectProblem | undefined {
    const { group, kind, namespace, name } = identityOf(object);
    if (name === '') return undefined;
    const key = JSON.stringify([group, kind, namespace, name]);
    const digest = createHash('sha256').update(canonicalJson(object)).digest('base64');
    const first = this.digests.get(key);
    if (first === undefined) this.digests.set(key, digest);
    return first === undefined || first === digest ? undefined : duplicate(object);
  }
}

function duplicate(object: Fields): ObjectProblem {
  const isTemplate = textOf(object.kind).endsWith('Template');
  const why = isTemplate ? ': API servers do not let a template change under its name' : '';
  return { code: 'DuplicateObject', path: ['metadata', 'name'], message: `${objectLabel(object)}: another object of this name has another content${why}` };
}
