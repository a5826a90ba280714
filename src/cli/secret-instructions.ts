import type { RequiredKey } from '../targets/required-secret';
import type { SharedSecret } from './required-secrets';

const KUBECONFIG = '<KUBECONFIG>';

/** How to make Secrets, for people: placeholders stand where values go. */
export function secretInstructions(secrets: readonly SharedSecret[]): string {
  if (secrets.length === 0) return 'No Secrets are needed.\n';
  const management = secrets.filter(({ location }) => location === 'ManagementCluster');
  const workload = secrets.filter(({ location }) => location === 'WorkloadCluster');
  const told = new Told();
  const paragraphs = [
    'These Secrets must exist. Make them by hand, or have your secret store make them; put no values into Git.',
    ...section('In the management cluster, before the manifests are applied:', management.map((secret) => secretText(secret, 'kubectl', told.once(namespaceCommand(secret)), told))),
    ...section('In each new cluster, as soon as its API server answers:', workload.map((secret) => secretText(secret, `kubectl --kubeconfig ${KUBECONFIG}`, [kubeconfigCommand(secret)], told))),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** What need not be told again. */
class Told {
  private readonly places = new Map<string, string>();

  /** The line when it is told for the first time, nothing later. */
  once(line: string): string[] {
    return this.placeOf(line, '') === undefined ? [line] : [];
  }

  /** Where a text was told before; otherwise it is told here. */
  placeOf(text: string, here: string): string | undefined {
    const place = this.places.get(text);
    if (place === undefined) this.places.set(text, here);
    return place;
  }
}

function section(title: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [title, ...texts];
}

function secretText(secret: SharedSecret, kubectl: string, before: readonly string[], told: Told): string {
  const { namespace, name, type, labels, keys, usedBy, clusters } = secret;
  const labelTexts = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  const fields: [string, readonly string[]][] = [
    ['for', [clusters.map((cluster) => `${cluster.namespace}/${cluster.name}`).join(', ')]],
    ['used by', usedBy],
    ['keys', keys.map(keyText)],
    ['labels', labelTexts],
    ['type', type === undefined ? [] : [type]],
  ];
  const files = keys.map((key) => (key.onlyFor === undefined ? `--from-file=${key.name}=<FILE>` : `[--from-file=${key.name}=<FILE>]`));
  const commands = [
    ...before,
    `${kubectl} --namespace ${namespace} create secret generic ${name}${type === undefined ? '' : ` --type=${type}`} ${files.join(' ')}`,
    ...(labelTexts.length > 0 ? [`${kubectl} --namespace ${namespace} label secret ${name} ${labelTexts.join(' ')}`] : []),
  ];
  const templates = keys.map((key) => templateText(key, `${namespace}/${name}`, told)).filter((text) => text !== '');
  return [`  Secret ${namespace}/${name}\n${fields.map(fieldText).join('')}`.trimEnd(), indent(commands.join('\n'), 4), ...templates].join('\n\n');
}

function fieldText([title, lines]: [string, readonly string[]]): string {
  return lines.map((line, index) => `    ${(index === 0 ? title : '').padEnd(9)}${line}\n`).join('');
}

function keyText({ name, content, onlyFor }: RequiredKey): string {
  return `${name}: ${content}${onlyFor === undefined ? '' : ` (only for ${onlyFor})`}`;
}

function namespaceCommand({ namespace }: SharedSecret): string {
  return `kubectl create namespace ${namespace}   # unless it exists`;
}

function kubeconfigCommand({ clusters }: SharedSecret): string {
  const [cluster] = clusters.length === 1 ? clusters : [{ namespace: '<NAMESPACE>', name: '<CLUSTER>' }];
  return `clusterctl get kubeconfig ${cluster!.name} --namespace ${cluster!.namespace} > ${KUBECONFIG}`;
}

function templateText({ name, template }: RequiredKey, secret: string, told: Told): string {
  if (template === undefined) return '';
  const meanings = template.placeholders.map((placeholder) => `${placeholder.name}: ${placeholder.meaning}`);
  const files = (template.files ?? []).map((file) => `\n\n${indent(`The file ${file.name}: ${file.use}`, 4)}\n\n${indent(file.text.trimEnd(), 6)}`);
  const text = `${indent(template.text.trimEnd(), 6)}\n\n${indent(meanings.join('\n'), 4)}${files.join('')}`;
  const place = told.placeOf(text, secret);
  return place === undefined ? `    The file for ${name}:\n\n${text}` : `    The file for ${name} has the same form as that of ${place}.`;
}

function indent(text: string, columns: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(columns));
}
