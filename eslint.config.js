// One linter, with types and with the order of the layers.
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';
import layers from './lint/layers.js';

const DOUBLE_ASSERTION = {
  selector: 'TSAsExpression > TSAsExpression.expression[typeAnnotation.type="TSUnknownKeyword"]',
  message: 'A double assertion says that types do not matter here: parse, narrow, or build the whole value.',
};

const HOOK_OF_ALL = {
  selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)Each$/]',
  message: "A folder's tests run in one process: put what comes before or after each test into a describe.",
};

const PROJECTS = ['src/tsconfig.core.json', 'src/tsconfig.node.json', 'web/tsconfig.json', 'test/tsconfig.json'];

export default tseslint.config(
  { ignores: ['dist/', 'images/out/', 'web/out/', 'web/kit/', 'node_modules/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      importX.flatConfigs.recommended,
      importX.flatConfigs.typescript,
    ],
    languageOptions: {
      parserOptions: { project: PROJECTS },
    },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          noWarnOnMultipleProjects: true,
          project: PROJECTS,
        }),
      ],
    },
    plugins: { ipclab: layers },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // deferred<void>() is a call, which the rule does not see as a type argument.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The methods of an interface that crosses a worker boundary are all async, awaiting or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-extraneous-dependencies': 'error',
      'ipclab/layers': 'error',
      'import-x/order': [
        'error',
        {
          groups: [['builtin', 'external'], 'internal', 'parent', 'sibling'],
          pathGroups: [
            { pattern: '#**', group: 'internal' },
            { pattern: '#**/**', group: 'internal' },
          ],
          pathGroupsExcludedImportTypes: [],
          alphabetize: { order: 'ignore' },
        },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', DOUBLE_ASSERTION],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'describe', 'it', 'before', 'after'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  { files: ['test/unit/**/*.ts'], rules: { 'no-restricted-syntax': ['error', DOUBLE_ASSERTION, HOOK_OF_ALL] } },
  // The border to v86, whose own types do not tell what is used of it.
  { files: ['src/machine/v86.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['test/bench/**/*.ts', 'test/fidelity/**/*.ts'], rules: { 'no-console': 'off' } },
);
