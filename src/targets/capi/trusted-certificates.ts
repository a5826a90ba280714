import { ProfileOs } from '../../profile';
import { publicFile, withNewline, type NodeSystem } from './node-file';

/** Where an operating system looks for certificates of its administrator, and what takes them into its own. */
interface CertificateStore {
  readonly folder: string;
  readonly ending: string;
  readonly command: string;
}

const DEBIAN: CertificateStore = { folder: '/usr/local/share/ca-certificates', ending: 'crt', command: 'update-ca-certificates' };
const STORES: Readonly<Record<ProfileOs, CertificateStore>> = {
  [ProfileOs.UBUNTU]: DEBIAN,
  [ProfileOs.DEBIAN]: DEBIAN,
  [ProfileOs.ROCKYLINUX]: { folder: '/etc/pki/ca-trust/source/anchors', ending: 'crt', command: 'update-ca-trust' },
  [ProfileOs.FLATCAR]: { folder: '/etc/ssl/certs', ending: 'pem', command: 'update-ca-certificates' },
};

/** What makes machines trust certificates. */
export function trustedCertificateFiles(certificates: readonly string[], os: ProfileOs): Pick<NodeSystem, 'files' | 'preKubeadmCommands'> {
  const { folder, ending, command } = STORES[os];
  return {
    files: certificates.map((certificate, index) => publicFile(`${folder}/scs-${index + 1}.${ending}`, withNewline(certificate))),
    preKubeadmCommands: certificates.length > 0 ? [command] : [],
  };
}
