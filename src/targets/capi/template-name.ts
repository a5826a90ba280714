import { contentHash } from '../../objects/content-hash';
import type { L1Class, ObjectProps, RenderedObject } from '../rendered-object';

/**
 * An object that must not change under its name: its name ends in a hash of its spec, so that changed content is a new object and
 * the machines of the old one are replaced. Labels and annotations do not count.
 */
export function renderedTemplate<P>(id: string, type: L1Class<P>, props: P & ObjectProps): RenderedObject {
  const templateName = props.metadata.name;
  const name = nameOfTemplate(templateName, type.manifest(props).spec);
  return { id, type, props: { ...props, metadata: { ...props.metadata, name } }, templateName };
}

/** The name of a template with this content. */
export function nameOfTemplate(templateName: string, spec: unknown): string {
  return `${templateName}-${contentHash(spec ?? null)}`;
}
