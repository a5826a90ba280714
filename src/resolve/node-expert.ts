import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { ExpertFileEncoding, type ExpertCommands, type ExpertFile, type ExpertKubeadm, type ExpertKubelet } from '../params';
import { INIT_PHASES, JOIN_PHASES, PREFLIGHT_CHECK_PREFIXES, PREFLIGHT_CHECKS } from '../versions/kubeadm-phases';
import { checkArguments } from './component-arguments';
import type { ExpertSource } from './expert-source';
import { checkFeatureGates } from './feature-gates';
import type { ResolvedFile, ResolvedNodeExpert } from './resolved-cluster';
import { checkServerExpert, resolveServerExpert, type ServerExpert } from './server-expert';

/** What expert settings say of machines, of the cluster or of one pool. */
export interface MachineExpert extends ServerExpert {
  readonly kubelet?: ExpertKubelet;
  readonly kubeadm?: ExpertKubeadm;
  readonly files?: ExpertFile[];
  readonly commands?: ExpertCommands;
  readonly packages?: string[];
}

/** cloud-init's templates: a block or a comment swallows what comes after it; `{{ … }}` is for values of the machine. */
const TEMPLATE = /\{[%#]/;
const TEMPLATE_PROBLEM = 'cloud-init reads "{%" and "{#" as parts of its own templates, and the machine would not start';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Folders whose files Cluster API writes itself. */
const TAKEN_FOLDERS = ['/run/kubeadm/', '/run/cluster-api/', '/etc/kubernetes/pki/'];

/** Refuses what would keep machines from starting, or would be ignored without a word. `phases` are those that run on these machines. */
export function checkMachineExpert({ expert, tell }: ExpertSource<MachineExpert>, minors: readonly string[], phases: readonly string[]): void {
  checkArguments('kubelet', expert.kubelet?.extraArgs, tell);
  checkFeatureGates(expert.kubelet?.featureGates, minors, ['kubelet', 'featureGates'], tell);
  expert.kubeadm?.skipPhases?.forEach((phase, index) => {
    if (phases.includes(phase)) return;
    const guess = didYouMean(phase, phases);
    tell('InvalidValue', ['kubeadm', 'skipPhases', index], {
      message: `kubeadm does not run with the unknown phase "${phase}"${INIT_PHASES.includes(phase) ? ', which is one of control planes' : ''}`,
      ...(guess !== undefined && { didYouMean: guess }),
    });
  });
  expert.kubeadm?.ignorePreflightErrors?.forEach((check, index) => {
    const known = [...PREFLIGHT_CHECKS, ...PREFLIGHT_CHECK_PREFIXES].map((name) => name.toLowerCase());
    if (known.some((name) => (name.endsWith('-') ? check.toLowerCase().startsWith(name) : check.toLowerCase() === name))) return;
    const guess = didYouMean(check, PREFLIGHT_CHECKS);
    tell('InvalidValue', ['kubeadm', 'ignorePreflightErrors', index], { message: `kubeadm has no check "${check}"`, ...(guess !== undefined && { didYouMean: guess }) });
  });
  expert.files?.forEach((file, index) => checkFile(file, ['files', index], tell));
  for (const time of ['boot', 'pre', 'post'] as const) {
    expert.commands?.[time]?.forEach((command, index) => {
      if (TEMPLATE.test(command)) tell('InvalidValue', ['commands', time, index], `${TEMPLATE_PROBLEM}; put it into a file with the encoding Base64`);
    });
  }
  expert.packages?.forEach((name, index, all) => {
    if (all.indexOf(name) !== index) tell('DuplicateItem', ['packages', index], `package "${name}" is listed twice`);
  });
  checkServerExpert({ expert, tell });
}

function checkFile(file: ExpertFile, path: FieldPath, tell: ExpertSource['tell']): void {
  const { content, contentFrom, encoding } = file;
  if (TAKEN_FOLDERS.some((folder) => file.path.startsWith(folder))) {
    tell('NameTaken', [...path, 'path'], `Cluster API writes the files of ${TAKEN_FOLDERS.find((folder) => file.path.startsWith(folder))} itself; choose another folder`);
  }
  if (file.path.endsWith('/') || /\/\.{0,2}\//.test(file.path)) tell('InvalidValue', [...path, 'path'], `"${file.path}" is not a plain path of a file`);
  if (content === undefined && contentFrom === undefined) tell('MissingField', path, { message: 'a file has a content', allowed: ['content', 'contentFrom'] });
  if (content === undefined) return;
  if (contentFrom !== undefined) {
    tell('ConflictingFields', [...path, 'contentFrom'], 'content and contentFrom exclude each other');
  } else if (encoding === ExpertFileEncoding.GZIP) {
    tell('InvalidValue', [...path, 'encoding'], { message: 'compressed bytes cannot be written as text', allowed: [ExpertFileEncoding.GZIP_BASE64] });
  } else if (encoding !== undefined && !BASE64.test(content.replace(/\s/g, ''))) {
    tell('InvalidValue', [...path, 'content'], 'this is not Base64');
  } else if (encoding === undefined && TEMPLATE.test(content)) {
    tell('InvalidValue', [...path, 'content'], `${TEMPLATE_PROBLEM}; write the content with the encoding Base64`);
  }
}

/** Checked before. */
export function resolveMachineExpert(expert: MachineExpert): ResolvedNodeExpert {
  const { kubelet, kubeadm, files = [], commands, packages = [] } = expert;
  const skipped = kubeadm?.skipPhases ?? [];
  return {
    kubeletArgs: kubelet?.extraArgs ?? [],
    featureGates: Object.fromEntries((kubelet?.featureGates ?? []).map(({ name, enabled = true }) => [name, enabled])),
    skipPhases: { init: skipped.filter((phase) => INIT_PHASES.includes(phase)), join: skipped.filter((phase) => JOIN_PHASES.includes(phase)) },
    ignorePreflightErrors: kubeadm?.ignorePreflightErrors ?? [],
    files: files.map(resolveFile),
    commands: { boot: commands?.boot ?? [], pre: commands?.pre ?? [], post: commands?.post ?? [] },
    packages,
    server: resolveServerExpert(expert),
  };
}

function resolveFile({ path, owner = 'root:root', permissions = '0644', encoding, append, content, contentFrom }: ExpertFile): ResolvedFile {
  return {
    path,
    owner,
    permissions,
    ...(encoding !== undefined && { encoding }),
    ...(append && { append }),
    ...(contentFrom === undefined ? { content: content ?? '' } : { contentFrom: contentFrom.secretKeyRef }),
  };
}
