import { exampleTexts } from './example-objects';
import type { WorkFolder } from './work-folder';

/** Texts of the example that a chart for clusters would take from its values. */
const VALUES: Readonly<Record<string, string>> = { name: 'shop-prod', team: 'shop', version: 'v1.36' };

/** A chart that gives the objects of the production example: one template each, with names and versions as values; returns its folder. */
export function helmChart(folder: WorkFolder): string {
  folder.write('chart/Chart.yaml', 'apiVersion: v2\nname: cluster\nversion: 0.1.0\n');
  folder.write('chart/values.yaml', Object.entries(VALUES).map(([key, value]) => `${key}: ${value}\n`).join(''));
  exampleTexts().forEach((text, index) => folder.write(`chart/templates/object-${index}.yaml`, template(text)));
  return `${folder.path}/chart`;
}

function template(text: string): string {
  // What the manifests have in braces is not for Helm.
  const escaped = text.replaceAll('{{', '{{ "{{" }}');
  return Object.entries(VALUES).reduce((all, [key, value]) => all.replaceAll(value, `{{ .Values.${key} }}`), escaped);
}
