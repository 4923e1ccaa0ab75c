// Under which terms what is in a kit may be passed on, and where its sources are.
import type { ImageManifest } from '#image/manifest.js';
import type { Library } from './libraries.js';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Where its sources are, for a person to read. */
  readonly source: string;
  readonly download: string;
  /** Package URL of the exact sources. */
  readonly purl?: string;
  readonly sha256?: string;
}

/** The licences of everything in a kit as SPDX 2.3, in JSON. */
export function spdx(title: string, id: string, manifest: ImageManifest, libraries: readonly Library[]): string {
  const components = componentsOf(manifest, libraries);
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: title,
    documentNamespace: `urn:ipclab:kit:${id}`,
    // The same kit has the same bytes, whenever it is made.
    creationInfo: { created: '1970-01-01T00:00:00Z', creators: ['Tool: ipclab'] },
    packages: components.map(({ name, version, licence, source, download, purl, sha256 }, index) => ({
      SPDXID: `SPDXRef-${index}`,
      name,
      versionInfo: version,
      downloadLocation: download,
      sourceInfo: source,
      licenseConcluded: licence,
      licenseDeclared: licence,
      copyrightText: 'NOASSERTION',
      filesAnalyzed: false,
      ...(purl && {
        externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }],
      }),
      ...(sha256 && { checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }] }),
    })),
    relationships: components.map((_, index) => ({
      spdxElementId: 'SPDXRef-DOCUMENT',
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: `SPDXRef-${index}`,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The same for a person to read, with the texts that have to go along. */
export function licenceText(own: string, manifest: ImageManifest, libraries: readonly Library[]): string {
  const lines = componentsOf(manifest, libraries).map(
    ({ name, version, licence, source }) => `${name} ${version}\n    ${licence}\n    ${source}`,
  );
  const texts = libraries.map(({ name, version, text }) => `---- ${name} ${version}\n\n${text.trim()}`);
  return [
    'This kit holds ipclab, a Linux system made of Debian packages, and libraries. Name, licence and source of each:',
    ...lines,
    `---- ipclab\n\n${own.trim()}`,
    ...texts,
    '',
  ].join('\n\n');
}

function componentsOf({ packages }: ImageManifest, libraries: readonly Library[]): Component[] {
  return [
    ...packages.map(({ name, version, source, sha256, licence }) => {
      const [from = name, exact = version] = source.split('=');
      return {
        name,
        version,
        licence,
        // Every version that Debian ever had stays in its archive of snapshots.
        source: `Debian's source package ${from}, version ${exact}: apt-get source ${from}=${exact}`,
        download: 'NOASSERTION',
        purl: `pkg:deb/debian/${from}@${encodeURIComponent(exact)}?arch=source`,
        sha256,
      };
    }),
    ...libraries.map(({ name, version, licence, source }) => ({ name, version, licence, source, download: source })),
  ];
}
