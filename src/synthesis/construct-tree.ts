import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A construct in its tree. */
export interface TreeNode {
  readonly construct: IConstruct;
  readonly parent?: TreeNode;
  /** The nearest chart, which may be the construct itself. */
  readonly chart?: TreeNode;
  readonly object?: ApiObject;
  /** Index in the list of all nodes, which is in preorder: a subtree is the nodes from `first` up to, without, `end`. */
  readonly first: number;
  readonly end: number;
}

/** All constructs of the tree in preorder. */
export function constructTree(root: IConstruct): TreeNode[] {
  const nodes: TreeNode[] = [];
  const visit = (construct: IConstruct, parent?: TreeNode): TreeNode => {
    const node: { -readonly [Field in keyof TreeNode]: TreeNode[Field] } = { construct, parent, first: nodes.length, end: 0 };
    node.chart = Chart.isChart(construct) ? node : parent?.chart;
    node.object = ApiObject.isApiObject(construct) ? construct : undefined;
    nodes.push(node);
    for (const child of construct.node.children) {
      visit(child, node);
    }
    node.end = nodes.length;
    return node;
  };
  visit(root);
  return nodes;
}

/** Whether `inner` is `outer` or stands below it. */
export function contains(outer: TreeNode, inner: TreeNode): boolean {
  return outer.first <= inner.first && inner.first < outer.end;
}

/** The path for messages; the app itself has none. */
export function constructPath(construct: IConstruct): string {
  return construct.node.path || '<root>';
}
