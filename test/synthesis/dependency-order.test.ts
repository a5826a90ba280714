import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { ScsApp } from '../../src/scs-app';
import { constructTree } from '../../src/synthesis/construct-tree';
import { dependencyOrder } from '../../src/synthesis/dependency-order';

type Shape = 'chart' | 'group' | 'object';

interface Forest {
  /** Each construct is put below one of those before it. */
  readonly constructs: readonly { readonly shape: Shape; readonly below: number }[];
  readonly dependencies: readonly (readonly [from: number, to: number])[];
}

function build<T extends App>(app: T, { constructs, dependencies }: Forest): T {
  const made: IConstruct[] = [];
  constructs.forEach(({ shape, below }, index) => {
    const scope = made.length === 0 ? undefined : made[below % made.length];
    const id = `n${index}`;
    if (shape === 'chart' || scope === undefined) {
      made.push(new Chart(scope && below % 3 === 0 ? scope : app, id));
    } else {
      made.push(
        shape === 'group'
          ? new Construct(scope, id)
          : new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } }),
      );
    }
  });
  for (const [from, to] of dependencies) {
    // cdk8s leaves a construct that depends on itself out of the output, without a word.
    if (from % made.length !== to % made.length) {
      made[from % made.length].node.addDependency(made[to % made.length]);
    }
  }
  return app;
}

const forest = fc.record({
  constructs: fc.array(fc.record({ shape: fc.constantFrom<Shape>('chart', 'group', 'object', 'object', 'object'), below: fc.nat(30) }), {
    minLength: 2,
    maxLength: 18,
  }),
  dependencies: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 7 }),
});

function attempt(action: () => string): string | undefined {
  try {
    return action();
  } catch (error) {
    expect((error as Error).message).toMatch(/[Cc]ycle/);
    return undefined;
  }
}

test('is the order of cdk8s', () => {
  let compared = 0;
  fc.assert(
    fc.property(forest, (shape) => {
      const expected = attempt(() => build(new App(), shape).synthYaml());
      if (expected !== undefined) {
        compared++;
        expect(build(new ScsApp(), shape).synthYaml()).toBe(expected);
      }
    }),
    { numRuns: 2000 },
  );
  expect(compared).toBeGreaterThan(500);
});

function names(app: App): string[] {
  return (dependencyOrder(constructTree(app)).objects ?? []).map(({ object }) => object?.name ?? '');
}

function configMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

test('a construct may depend on a part of itself, and on what it is a part of', () => {
  const chart = new Chart(new App(), 'chart');
  const outer = new Construct(chart, 'outer');
  configMap(outer, 'late');
  const inner = new Construct(outer, 'inner');
  configMap(inner, 'early-1');
  configMap(inner, 'early-2');
  outer.node.addDependency(inner);
  const last = new Construct(chart, 'last');
  configMap(last, 'last-1');
  configMap(last, 'last-2');
  configMap(chart, 'middle');
  last.node.addDependency(chart);
  expect(names(App.of(chart))).toEqual(['early-1', 'early-2', 'late', 'middle', 'last-1', 'last-2']);
});

test('a construct above charts stands for them', () => {
  const app = new App();
  const second = new Construct(app, 'second');
  configMap(new Chart(second, 'a'), 'a');
  const first = new Construct(app, 'first');
  configMap(new Chart(first, 'b'), 'b');
  configMap(new Chart(first, 'c'), 'c');
  second.node.addDependency(first);
  expect(names(app)).toEqual(['b', 'c', 'a']);
});

test('a dependency on another app is none', () => {
  const app = new App();
  const object = configMap(new Chart(app, 'a'), 'a');
  object.addDependency(configMap(new Chart(new App(), 'b'), 'b'));
  expect(names(app)).toEqual(['a']);
});

test('a ring is named', () => {
  const chart = new Chart(new App(), 'chart');
  const [a, b, c] = ['a', 'b', 'c'].map((name) => configMap(chart, name));
  a.addDependency(b);
  b.addDependency(c);
  c.addDependency(b);
  expect(dependencyOrder(constructTree(App.of(chart)))).toEqual({ cycle: { constructPaths: ['chart/b', 'chart/c', 'chart/b'] } });
});

test('a long chain needs no deep stack', () => {
  const chart = new Chart(new App(), 'chart');
  const objects = Array.from({ length: 20_000 }, (_, index) => configMap(chart, `n${index}`));
  objects.slice(1).forEach((object, index) => objects[index].addDependency(object));
  expect(names(App.of(chart)).at(0)).toBe('n19999');
});
