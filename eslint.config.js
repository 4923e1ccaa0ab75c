// One linter, with types and with the order of the layers.
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

/** What a folder of src/ may not import: the layers above it. See docs/architecture.md. */
const LAYERS = [
  { target: './src/util', from: './src', except: ['./util'] },
  { target: './src/guest', from: './src', except: ['./util', './guest'] },
  { target: './src/image', from: './src', except: ['./util', './image'] },
  { target: './src/machine', from: './src', except: ['./util', './guest', './machine'] },
  { target: './src/record', from: './src', except: ['./util', './record'] },
  { target: './src/scenario', from: './src', except: ['./util', './guest', './scenario'] },
  { target: './src/examples', from: './src', except: ['./util', './guest', './scenario', './examples'] },
  { target: './src/grading', from: './src', except: ['./util', './guest', './scenario', './grading'] },
  { target: './src/kit', from: './src', except: ['./util', './guest', './scenario', './grading', './kit'] },
  { target: './src/reports', from: './src', except: ['./util', './guest', './scenario', './grading', './reports'] },
  {
    target: './src/hosts/worker',
    from: './src',
    except: [
      './util',
      './guest',
      './image',
      './machine',
      './scenario',
      './examples',
      './grading',
      './record',
      './hosts/worker',
    ],
  },
  {
    target: './src/hosts/node',
    from: './src',
    except: [
      './util',
      './guest',
      './image',
      './machine',
      './scenario',
      './examples',
      './grading',
      './record',
      './hosts',
    ],
  },
  {
    target: './src/hosts/browser',
    from: './src',
    except: [
      './util',
      './guest',
      './image',
      './machine',
      './scenario',
      './examples',
      './grading',
      './kit',
      './record',
      './hosts/worker',
      './hosts/browser',
    ],
  },
  {
    target: './src/classroom',
    from: './src',
    except: [
      './util',
      './guest',
      './image',
      './scenario',
      './grading',
      './reports',
      './hosts',
      './site',
      './classroom',
    ],
  },
  { target: './src/builder', from: './src/cli' },
  {
    target: './src/site',
    from: './src',
    except: ['./util', './image', './examples', './grading', './kit', './hosts', './site'],
  },
  {
    target: './web',
    from: './src',
    except: [
      './util',
      './guest',
      './image',
      './machine',
      './scenario',
      './examples',
      './grading',
      './kit',
      './record',
      './hosts/worker',
      './hosts/browser',
    ],
  },
];

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
      'import-x/no-restricted-paths': ['error', { zones: LAYERS }],
      'import-x/order': [
        'error',
        { groups: [['builtin', 'external'], 'parent', 'sibling'], alphabetize: { order: 'ignore' } },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
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
  { files: ['test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
