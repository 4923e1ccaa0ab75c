// The order of the layers, as a rule: src/layers.json says what a folder may import, and an import that is not there is an error.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @type {Record<string, { platform: string, imports: string[], what: string }>} */
export const LAYERS = JSON.parse(readFileSync(join(ROOT, 'src/layers.json'), 'utf8'));

/**
 * The layer that a file belongs to: a folder of src/ (or of src/hosts/), or web.
 *
 * @param {string} path relative to the project
 * @returns {string | undefined} undefined: in no layer, such as a test or the package's entries
 */
function layerOf(path) {
  const parts = path.split('/');
  if (parts[0] === 'web') return 'web';
  if (parts[0] !== 'src' || parts.length < 3) return undefined;
  return parts[1] === 'hosts' ? `hosts/${parts[2]}` : parts[1];
}

/**
 * @param {string} file that imports, relative to the project
 * @param {string} specifier as written
 * @returns {string | undefined} what is wrong with it, in a sentence
 */
export function layerFault(file, specifier) {
  const from = layerOf(file);
  if (from === undefined || !/^[.#]/.test(specifier)) return undefined;
  const target = specifier.startsWith('#') ? `src/${specifier.slice(1)}` : join(dirname(file), specifier);
  const to = layerOf(target.split(sep).join('/'));
  if (LAYERS[from] === undefined) return `the folder of ${file} is no layer; add ${from} to src/layers.json`;
  if (to === from)
    return specifier.startsWith('#') ? 'import a file of the same layer by its relative path' : undefined;
  if (to === undefined || !LAYERS[from].imports.includes(to))
    return `${from} may not import ${to ?? target}; src/layers.json says what each layer imports`;
  return specifier.startsWith('.') ? `import another layer by its name: #${target.slice('src/'.length)}` : undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  create(context) {
    const file = relative(ROOT, context.filename).split(sep).join('/');
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const message = layerFault(file, source.value);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    };
  },
};

/** An ESLint plugin with the one rule. */
export default { rules: { layers: rule } };
