import { IMAGE_FORMAT, type ArtefactName, type ImageManifest } from '#image/manifest.js';

/** The manifest of an image that was never built; each of its artefacts has a digest that names it. */
export function manifestNamed(name: string): ImageManifest {
  const artefact = (part: ArtefactName): ImageManifest['artefacts'][ArtefactName] => ({
    file: part,
    size: 1,
    sha256: `${part} of ${name}`,
  });
  return {
    format: IMAGE_FORMAT,
    name,
    description: '',
    inputs: '',
    digest: `digest of ${name}`,
    machine: { memory: 0, vgaMemory: 0, devices: [], time: 0, v86: '' },
    kernel: { commandLine: '', configuration: '' },
    compiler: { command: ['cc'], libraries: [], version: '', limits: {}, container: {} },
    artefacts: {
      bios: artefact('bios'),
      vgaBios: artefact('vgaBios'),
      kernel: artefact('kernel'),
      rootfs: artefact('rootfs'),
      state: artefact('state'),
      stateZst: artefact('stateZst'),
      warm: artefact('warm'),
      warmZst: artefact('warmZst'),
    },
    packages: [],
    toolchain: '',
  };
}
