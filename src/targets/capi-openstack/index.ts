import type { Target } from '../target';
import { check } from './check';
import { render } from './render';

/** Cluster API with the OpenStack provider, plain objects. */
export const target: Target = { check, render };
