import { stringify } from 'yaml';
import { YamlEmitter } from '../../objects/yaml-emission';

/** Texts by the JSON of what they say. Clusters of a fleet mostly have the same. */
const known = new Map<string, string>();
/** More are not kept, so that an app with any number of clusters stays small. */
const MOST = 256;

/** A configuration of Kubernetes as a file. It is read as YAML 1.1, where a word such as `yes` is no string without quotes. */
export function configurationText(content: object): string {
  const key = JSON.stringify(content);
  let text = known.get(key);
  if (text === undefined) {
    // Made of the JSON, which has no fields that are undefined.
    text = new YamlEmitter((value) => stringify(value, { lineWidth: 0, version: '1.1' })).emit(JSON.parse(key) as object);
    if (known.size >= MOST) known.clear();
    known.set(key, text);
  }
  return text;
}
