import { isFields, type Fields } from './object-problem';

/** How messages call an object: `MachineDeployment shop/general`. Whatever its fields are. */
export function objectLabel({ kind, metadata }: Fields): string {
  const { namespace, name, generateName } = isFields(metadata) ? metadata : ({} as Fields);
  const [space, own] = [namespace, name ?? generateName].map((text) => (typeof text === 'string' && text !== '' ? text : undefined));
  const label = typeof kind === 'string' && kind !== '' ? kind : 'object';
  return own === undefined ? label : `${label} ${space === undefined ? '' : `${space}/`}${own}`;
}
