import { createHash } from 'node:crypto';
import type { TreeNode } from './construct-tree';

/**
 * A construct that has this property, a folder name, keeps the objects inside it together in that folder. With `/` the
 * name is a path of folders. On an ApiObject the property says where this one object goes.
 */
export const OUTPUT_FOLDER: unique symbol = Symbol.for('cdk8s-scs.outputFolder');

/** Where an object goes that constructs of several folders define alike. It sorts before them, as they may need it. */
export const SHARED_FOLDER = '00-shared';

/** The folder of an object: what the nearest construct around it (or itself) declares, otherwise the path of its chart. */
export function outputFolder(node: TreeNode): string {
  for (let at: TreeNode | undefined = node; at; at = at.parent) {
    const declared = declaredFolder(at);
    if (typeof declared === 'string') {
      return fileSystemPath(declared);
    }
  }
  return fileSystemPath(node.chart?.construct.node.path ?? '');
}

/** The value of the property, of whatever type. */
export function declaredFolder(node: TreeNode): unknown {
  return (node.construct as { [OUTPUT_FOLDER]?: unknown })[OUTPUT_FOLDER];
}

// Portable: one case only, nothing that a shell or Windows reads in its own way, room for a prefix and an ending in 255 bytes.
const PORTABLE = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9](?:[a-z0-9._-]{0,198}[a-z0-9])?$/;

/**
 * The name itself if every file system can have it, otherwise a readable part of it and a hash of the whole: the result depends
 * on nothing but the name, and two names do not get the same.
 */
export function fileSystemName(name: string): string {
  if (PORTABLE.test(name)) {
    return name;
  }
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 180)
    .replace(/[._-]+$/, '');
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return readable === '' ? hash : `${readable}-${hash}`;
}

function fileSystemPath(path: string): string {
  return path.split('/').map(fileSystemName).join('/');
}
