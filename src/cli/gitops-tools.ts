/** GitOps tools that rules are printed for. */
export const GITOPS_TOOLS = ['argocd', 'flux'] as const;
export type GitOpsTool = (typeof GITOPS_TOOLS)[number];
