import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { XMLParser } from 'fast-xml-parser';
import { scormPackage } from '#site/kit-scorm.js';

interface Manifest {
  readonly '@identifier': string;
  readonly '@version': string;
  readonly organizations: {
    readonly organization: { readonly title: string; readonly item: { readonly title: string } };
  };
}

function manifestOf(title: string, term = ''): Manifest {
  const files = unzipSync(scormPackage('<p>The kit.</p>', { title, term, store: 'ipclab-kit-1' }));
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const text = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
  return (parser.parse(text) as { readonly manifest: Manifest }).manifest;
}

test('the manifest keeps to the lengths and names of the schema of SCORM 1.2, whatever a course is called', () => {
  for (const title of ['Systems & <more>', '日'.repeat(300), '\u{1f600}'.repeat(300)]) {
    const { organizations, ...rest } = manifestOf(title, 'Winter term');
    const { organization } = organizations;
    for (const one of [organization.title, organization.item.title]) {
      assert.ok(Array.from(one).length <= 200, one);
      assert.doesNotMatch(one, /\p{Cs}/u);
    }
    // xsd:ID, and a version of 20 characters at most.
    assert.match(rest['@identifier'], /^[A-Za-z_][\w.-]*$/);
    assert.ok(rest['@version'].length <= 20);
  }
  assert.equal(manifestOf('T', 'W').organizations.organization.title, 'T, W');
});
