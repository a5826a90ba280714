import { X509Certificate } from 'node:crypto';

/** What is said of a text that has the frame of a certificate only. */
export const NO_CERTIFICATE = 'what stands between the lines of the frame is not a certificate, and what reads it would not start';

const FRAMED = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whether every certificate of a text in PEM form can be read. */
export function isCertificates(pem: string): boolean {
  return (pem.match(FRAMED) ?? []).every((certificate) => {
    try {
      new X509Certificate(certificate);
      return true;
    } catch {
      return false;
    }
  });
}
