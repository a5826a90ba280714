import { contains, constructPath, type TreeNode } from './construct-tree';

interface Dependency {
  readonly source: TreeNode;
  readonly target: TreeNode;
}

/** Constructs that depend on each other in a ring; the first is the last, too. */
export interface DependencyCycle {
  readonly constructPaths: readonly string[];
}

/** The objects of the tree in the order in which they are written, or why there is none. */
export type DependencyOrder =
  { readonly objects: readonly TreeNode[]; readonly cycle?: undefined } | { readonly objects?: undefined; readonly cycle: DependencyCycle };

/**
 * Orders the objects as cdk8s does: chart by chart, the charts that a chart depends on and those right below it first;
 * inside a chart in the order of the tree, except that an object which others depend on comes right before the first
 * of them. A dependency of a construct holds for all objects inside it, of the same chart, and so does one on a construct.
 *
 * cdk8s writes each pair of objects out as a dependency of its own and does so once for every chart, which takes
 * quadratic time; here dependencies stay with the constructs that declared them.
 */
export function dependencyOrder(tree: readonly TreeNode[]): DependencyOrder {
  const declared = declaredDependencies(tree);
  const dependencies = [...declared, ...chartDependencies(tree, declared)];
  try {
    const charts = sort(tree, dependencies).filter((node) => node.chart === node);
    const dependenciesIn = groupByChart(dependencies);
    return {
      objects: charts.flatMap((chart) =>
        sort(tree.slice(chart.first, chart.end), dependenciesIn.get(chart) ?? []).filter((node) => node.object && node.chart === chart),
      ),
    };
  } catch (error) {
    if (!(error instanceof Ring)) {
      throw error;
    }
    return { cycle: { constructPaths: error.nodes.map((node) => constructPath(node.construct)) } };
  }
}

function declaredDependencies(tree: readonly TreeNode[]): Dependency[] {
  const nodeOf = new Map(tree.map((node) => [node.construct, node]));
  return tree.flatMap((source) =>
    source.construct.node.dependencies.flatMap((construct) => {
      const target = nodeOf.get(construct);
      return target ? [{ source, target }] : [];
    }),
  );
}

function chartDependencies(tree: readonly TreeNode[], declared: readonly Dependency[]): Dependency[] {
  const nested = tree.flatMap((node) =>
    node.chart === node && node.parent && node.parent.chart === node.parent ? [{ source: node.parent, target: node }] : [],
  );
  const crossing = declared.flatMap(({ source, target }) =>
    chartsOf(tree, source).flatMap((from) => chartsOf(tree, target).flatMap((to) => (from === to ? [] : [{ source: from, target: to }]))),
  );
  return [...nested, ...crossing];
}

// A construct above all charts stands for those below it.
function chartsOf(tree: readonly TreeNode[], node: TreeNode): readonly TreeNode[] {
  return node.chart ? [node.chart] : tree.slice(node.first, node.end).filter((below) => below.chart === below);
}

/** The dependencies inside each chart; those in a nested chart are in the outer one, too. */
function groupByChart(dependencies: readonly Dependency[]): ReadonlyMap<TreeNode, readonly Dependency[]> {
  const groups = new Map<TreeNode, Dependency[]>();
  for (const dependency of dependencies) {
    for (let chart = dependency.source.chart; chart; chart = chart.parent?.chart) {
      if (contains(chart, dependency.target)) {
        const group = groups.get(chart);
        if (group) {
          group.push(dependency);
        } else {
          groups.set(chart, [dependency]);
        }
      }
    }
  }
  return groups;
}

class Ring extends Error {
  constructor(public readonly nodes: readonly TreeNode[]) {
    super();
  }
}

/** Depth first from the nodes that nothing depends on, what a node depends on before the node. */
function sort(nodes: readonly TreeNode[], dependencies: readonly Dependency[]): TreeNode[] {
  const { targetsOf, objectsOf, dependedOn } = index(nodes, dependencies);
  const settled = new Set<TreeNode>();

  function* before(node: TreeNode): Generator<TreeNode> {
    yield* targetsOf.get(node) ?? [];
    if (!node.object) {
      return;
    }
    for (const source of enclosing(node)) {
      for (const target of targetsOf.get(source) ?? []) {
        if (!settled.has(target)) {
          const awaited = objectsOf(target).filter((object) => awaits(node, source, target, object));
          yield* awaited;
          if (awaited.length === objectsOf(target).length) {
            settled.add(target);
          }
        }
      }
    }
  }

  const sorted: TreeNode[] = [];
  const done = new Set<TreeNode>();
  const open = new Set<TreeNode>();
  const visit = (root: TreeNode) => {
    const stack = [{ node: root, rest: before(root) }];
    open.add(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.next();
      if (next.done) {
        stack.pop();
        open.delete(top.node);
        done.add(top.node);
        sorted.push(top.node);
      } else if (open.has(next.value)) {
        const path = stack.map(({ node }) => node);
        throw new Ring([...path.slice(path.indexOf(next.value)), next.value]);
      } else if (!done.has(next.value)) {
        open.add(next.value);
        stack.push({ node: next.value, rest: before(next.value) });
      }
    }
  };
  nodes.filter((node) => !dependedOn.has(node)).forEach(visit);
  // What is left depends on each other in a ring: the visit finds it.
  nodes.filter((node) => !done.has(node)).forEach((node) => done.has(node) || visit(node));
  return sorted;
}

function index(nodes: readonly TreeNode[], dependencies: readonly Dependency[]) {
  const objects = nodes.filter((node) => node.object);
  const known = new Map<TreeNode, readonly TreeNode[]>();
  const objectsOf = (node: TreeNode): readonly TreeNode[] => {
    let inside = known.get(node);
    if (!inside) {
      inside = objects.slice(lowerBound(objects, node.first), lowerBound(objects, node.end)).filter(({ chart }) => chart === node.chart);
      known.set(node, inside);
    }
    return inside;
  };

  const targetsOf = new Map<TreeNode, Set<TreeNode>>();
  const dependedOn = new Set<TreeNode>();
  const wholly = new Set<TreeNode>();
  for (const { source, target } of dependencies) {
    const targets = targetsOf.get(source);
    if (targets) {
      targets.add(target);
    } else {
      targetsOf.set(source, new Set([target]));
    }
    dependedOn.add(target);
    const waiting = contains(source, target) ? objectsOf(source).filter((object) => !contains(target, object)) : objectsOf(source);
    if (waiting.length > 0 && !wholly.has(target)) {
      const awaited = objectsOf(target).filter((object) => awaits(waiting[0], source, target, object));
      awaited.forEach((object) => dependedOn.add(object));
      if (awaited.length === objectsOf(target).length) {
        wholly.add(target);
      }
    }
  }
  return { targetsOf, objectsOf, dependedOn };
}

/**
 * Whether `node`, inside `source`, comes after `object`, inside `target`. Where one of the two constructs holds the other, the objects
 * of the inner one are not part of the outer one for this dependency.
 */
function awaits(node: TreeNode, source: TreeNode, target: TreeNode, object: TreeNode): boolean {
  return contains(source, target) ? !contains(target, node) : !contains(source, object);
}

/** The constructs of the same chart that hold the node, the outermost first, and the node itself. */
function enclosing(node: TreeNode): TreeNode[] {
  const path: TreeNode[] = [];
  for (let at: TreeNode | undefined = node; at && at.chart === node.chart; at = at.parent) {
    path.push(at);
  }
  return path.reverse();
}

/** Index of the first node at or after a position of the tree. */
function lowerBound(nodes: readonly TreeNode[], position: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].first < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
